package example.elasticache.sessions.web;

import java.util.List;
import java.util.stream.Stream;

/** Cookie headers that no browser of ours sends. */
final class HostileCookies {
  private static final String NAME = "__Host-session";
  private static final String VALUE = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  private static final String GOOD = NAME + "=" + VALUE;
  private static final String SHORT = VALUE.substring(1);

  static Stream<List<String>> all() {
    return Stream.concat(values().map(value -> List.of(NAME + "=" + value)), headers());
  }

  /** What may stand after the name and the sign. */
  private static Stream<String> values() {
    return Stream.of(
        "",
        " ",
        "\"" + VALUE + "\"",
        VALUE + "A",
        SHORT,
        VALUE + VALUE,
        SHORT + "B",
        SHORT + "=",
        SHORT + "+",
        SHORT + "/",
        SHORT + ".",
        SHORT + "*",
        SHORT + "~",
        SHORT + "'",
        SHORT + "\\",
        SHORT + "\u0000",
        SHORT + "\r",
        SHORT + "\n",
        SHORT + "\t",
        SHORT + " ",
        " " + VALUE,
        VALUE + "\u00a0",
        SHORT + "\r\nFLUSHALL\r\n",
        "\r\nSET a b\r\n",
        SHORT + "%00",
        SHORT + "%41",
        "%2e%2e%2f",
        "../../etc/passwd",
        "..",
        "*",
        "session:v1:*",
        "{3f}" + VALUE.substring(4),
        "' OR '1'='1",
        "<script>alert(1)</script>",
        "${jndi:ldap://127.0.0.1/a}",
        "$(reboot)",
        "null",
        "undefined",
        "true",
        "0",
        "-1",
        "[]",
        "{}",
        "123e4567-e89b-12d3-a456-426614174000",
        "eyJhbGciOiJub25lIn0.e30.",
        SHORT + "Ａ",
        SHORT + "é",
        SHORT + "\u202e",
        SHORT + "\ud83d",
        "\ufeff" + SHORT,
        "A\u0000A\u0000".repeat(11),
        "A".repeat(100),
        "A".repeat(4_097),
        "A".repeat(8 * 1024));
  }

  private static Stream<List<String>> headers() {
    return Stream.of(
        List.of(),
        List.of(""),
        List.of(NAME),
        List.of(NAME + ";"),
        List.of("=" + VALUE),
        List.of(";;;=;=;"),
        List.of(GOOD + "; " + GOOD),
        List.of(GOOD + "; " + NAME + "="),
        List.of(NAME + "=a; " + NAME + "=b"),
        List.of(GOOD, GOOD),
        List.of("session=" + VALUE),
        List.of("__host-session=" + VALUE),
        List.of(NAME + "x=" + VALUE),
        List.of("x" + NAME + "=" + VALUE),
        List.of("x=y, " + GOOD),
        List.of(NAME + "==" + VALUE),
        List.of(NAME + ":" + VALUE),
        List.of("a=" + "b".repeat(4_096) + "; " + GOOD),
        List.of("a=b; ".repeat(2_000) + GOOD));
  }

  private HostileCookies() {}
}
