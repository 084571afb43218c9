package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespCommandTest {

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void commandsAreReadOneAfterTheOther() throws IOException {
    var in = bytes("*2\r\n$3\r\nget\r\n$1\r\na\r\n*1\r\n$4\r\nPING\r\n");

    assertThat(RespCommand.read(in).orElseThrow().words()).containsExactly("get", "a");
    assertThat(RespCommand.read(in).orElseThrow().name()).isEqualTo("PING");
    assertThat(RespCommand.read(in)).isEmpty();
  }

  @Test
  void whatIsReadIsWrittenByteForByte() throws IOException {
    String text = "*3\r\n$3\r\nSeT\r\n$4\r\n\r\n\u0000\u00ff\r\n$0\r\n\r\n";

    byte[] again = RespCommand.read(bytes(text)).orElseThrow().bytes();

    assertThat(new String(again, StandardCharsets.ISO_8859_1)).isEqualTo(text);
  }

  @Test
  void anArgumentIsMentionedWhereverItStandsButTheNameIsNone() {
    RespCommand command = RespCommand.of("EVAL", "return 1", "1", "user_info:7");

    assertThat(command.mentions("user_info:7")).isTrue();
    assertThat(command.mentions("user_info")).isFalse();
    assertThat(command.mentions("EVAL")).isFalse();
  }

  @Test
  void itsTextShowsNoArgument() {
    assertThat(RespCommand.of("auth", "app", "hunter2")).hasToString("AUTH with 2 arguments");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PING\r\n",
        "*1\r\n:5\r\n",
        "*1\n$4\nPING\n",
        "*-1\r\n",
        "*\r\n",
        "*1\r\n$\r\n\r\n",
        "*99999999999999999999999\r\n",
        "*2000000\r\n",
        "*1\r\n$999999999\r\n",
        "*1\r\n$4\r\nPI",
        "*1\r\n$4\r\nPINGPONG",
        "*2\r\n$4\r\nPING\r\n",
        "*1"
      })
  void whatIsNoCommandIsRefused(String text) {
    assertThatThrownBy(() -> RespCommand.read(bytes(text))).isInstanceOf(IOException.class);
  }
}
