package example.elasticache.sessions;

import static example.elasticache.sessions.Attribute.CART;
import static example.elasticache.sessions.Attribute.THEME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionJsonTest {

  @Test
  void aSessionIsOneObjectOfTexts() {
    assertThat(SessionJson.write(Optional.of("ada"), Map.of(THEME, "dark", CART, "a mug")))
        .isEqualTo("{\"user\":\"ada\",\"attributes\":{\"cart\":\"a mug\",\"theme\":\"dark\"}}");
    assertThat(SessionJson.write(Optional.empty(), Map.of()))
        .isEqualTo("{\"user\":null,\"attributes\":{}}");
  }

  @Test
  void anAttributeOfANewerInstanceIsLeftOut() {
    assertThat(SessionJson.read("{\"user\":null,\"attributes\":{\"theme\":\"dark\",\"x\":\"y\"}}"))
        .contains(new SessionJson.Content(Optional.empty(), Map.of(THEME, "dark")));
  }

  /** ASVS 1.5.2: stored bytes become texts on a list, or nothing. */
  @ParameterizedTest
  @MethodSource("hostileTexts")
  void whatIsNotExactlyASessionIsNone(String text) {
    assertThat(SessionJson.read(text)).isEmpty();
  }

  static Stream<String> hostileTexts() {
    return Stream.of(
        "",
        "null",
        "[]",
        "1",
        "\"ada\"",
        "{",
        "{}",
        "{\"user\":null}",
        "{\"attributes\":{}}",
        "{\"user\":null,\"attributes\":null}",
        "{\"user\":null,\"attributes\":[]}",
        "{\"user\":1,\"attributes\":{}}",
        "{\"user\":true,\"attributes\":{}}",
        "{\"user\":\"\",\"attributes\":{}}",
        "{\"user\":{\"name\":\"ada\"},\"attributes\":{}}",
        "{\"user\":[\"ada\"],\"attributes\":{}}",
        "{\"user\":null,\"attributes\":{\"theme\":1}}",
        "{\"user\":null,\"attributes\":{\"theme\":null}}",
        "{\"user\":null,\"attributes\":{\"theme\":[\"dark\"]}}",
        "{\"user\":null,\"attributes\":{}} {}",
        "{\"user\":\"ada\",\"user\":\"eve\",\"attributes\":{}}",
        "{\"user\":null,\"attributes\":{\"theme\":\"a\",\"theme\":\"b\"}}",
        "{\"user\":null,\"attributes\":{},\"admin\":\"yes\"}",
        "{\"@class\":\"java.util.HashMap\",\"user\":null,\"attributes\":{}}",
        "[\"com.sun.rowset.JdbcRowSetImpl\",{\"dataSourceName\":\"ldap://127.0.0.1/x\"}]",
        "{\"user\":[\"java.util.ArrayList\",[]],\"attributes\":{}}",
        "\u00ac\u00ed\u0000\u0005sr\u0000\u0011java.util.HashMap",
        "{\"user\":null,\"attributes\":{\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}}",
        "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000),
        "{\"user\":null,\"attributes\":{\"cart\":\"" + "x".repeat(17 * 1024) + "\"}}",
        "{\"user\":\"" + "x".repeat(101) + "\",\"attributes\":{}}",
        "{user:null,attributes:{}}",
        "{\"user\":NaN,\"attributes\":{}}");
  }

  @Test
  void sixteenKibibytesAreTakenAndOneByteMoreIsNot() {
    int frame = SessionJson.write(Optional.empty(), Map.of(CART, "")).length();
    String most = "x".repeat(16 * 1024 - frame);

    assertThat(SessionJson.read(SessionJson.write(Optional.empty(), Map.of(CART, most))))
        .isPresent();
    assertThatThrownBy(() -> SessionJson.write(Optional.empty(), Map.of(CART, most + "x")))
        .isInstanceOf(SessionTooLargeException.class)
        .hasMessage(
            "A session takes 16384 bytes at most, but this one has 16385. Keep large things in the database and their number in the session.");
  }

  @Test
  void bytesAreCountedAndNotCharacters() {
    String text = "日".repeat(6_000);

    assertThatThrownBy(() -> SessionJson.write(Optional.empty(), Map.of(CART, text)))
        .isInstanceOf(SessionTooLargeException.class);
  }
}
