package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7",
        "\"a\"",
        "[1,2]",
        " {\"a\" : \"b\\\"c\\\\\", \"d\": null}\n",
        "{\"name\":\"マグカップ ☕ é\"}",
        "{\"face\":\"\uD83D\uDE00\"}",
        "\"tab\\t and \u007f and \u0080\""
      })
  void everyJsonTextComesBackAsItWas(String json) throws IOException {
    EscapedJson escaped = EscapedJson.of(json.getBytes(UTF_8));

    assertThat(escaped.unescaped()).isEqualTo(json);
    assertThat(escaped.toString()).matches("[ -~]*");
    assertThat(EscapedJson.check(escaped.toString().getBytes(US_ASCII), 0)).contains(escaped);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{} {}", "{}x", "not json", "{'a':1}", "[1,]", "<html>"})
  void whatIsNotOneJsonValueIsRefused(String text) {
    assertThatThrownBy(() -> EscapedJson.of(text.getBytes(UTF_8))).isInstanceOf(IOException.class);
  }

  @Test
  void otherEncodingsAndDeepNestingAreRefused() {
    assertThatThrownBy(() -> EscapedJson.of("{\"a\":1}".getBytes(UTF_16)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> EscapedJson.of(new byte[] {'"', (byte) 0xff, '"'}))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> EscapedJson.of(("[".repeat(200) + "]".repeat(200)).getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
  }

  /** Each of these would end the string and begin something else, or break the whole answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\",\"headers\":{\"Set-Cookie\":\"a=b\"},\"x\":\"",
        "a\\",
        "a\\\\\\",
        "\\\\\"",
        "\\t",
        "\\x41",
        "\\u12",
        "\\u12g4",
        "a\nb",
        "a\u0000b",
        "\u007f",
        "é"
      })
  void whatIsNotEscapedIsNoCopy(String text) {
    assertThat(EscapedJson.check(text.getBytes(UTF_8), 0)).isEmpty();
  }

  @Test
  void whatPassesTheCheckStaysWithinItsString() throws IOException {
    var random = new Random(7);
    byte[] alphabet = "\"\\un0a{}:,\n\u007f".getBytes(US_ASCII);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(9)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = alphabet[random.nextInt(alphabet.length)];
      }
      // Throws unless it can be read as one string.
      EscapedJson.check(bytes, 0).ifPresent(EscapedJson::unescaped);
    }
  }
}
