package example.elasticache.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final Map<String, String> TERMINAL = Map.of("TERM", "xterm");

  @Test
  void coloursAreForTerminalsThatWantThem() {
    assertThat(Console.wantsColours(true, TERMINAL)).isTrue();
    assertThat(Console.wantsColours(false, TERMINAL)).isFalse();
    assertThat(Console.wantsColours(true, Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
    assertThat(Console.wantsColours(true, Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
    assertThat(Console.wantsColours(true, Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void aTextWithoutColoursHasNoCodes() {
    assertThat(print(false, "Use `find`.")).isEqualTo("  Use `find`.\n");
    assertThat(print(true, "Use `find`.")).isEqualTo("  Use \033[36mfind\033[0m.\n");
  }

  @Test
  void longLinesAreWrappedBetweenWords() {
    String printed = print(false, "word ".repeat(40));

    assertThat(printed.lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 96);
    assertThat(printed.lines())
        .allMatch(line -> line.startsWith("  word") && line.endsWith("word"));
  }

  @Test
  void anItemGoesOnBelowItsText() {
    assertThat(print(false, "* First.\nStill first.\n\nNot an item.\n  1. A step."))
        .isEqualTo("  * First.\n    Still first.\n\n  Not an item.\n    1. A step.\n");
  }

  private static String print(boolean colours, String text) {
    var bytes = new ByteArrayOutputStream();
    new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), colours).block(2, text);
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
