package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("It takes the console, and the time is the requirement.")
class MainIT {

  @Test
  void theStoryTakesLessThanHalfAMinute() throws Exception {
    var printed = new ByteArrayOutputStream();
    PrintStream console = System.out;
    long start = System.nanoTime();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Main.main(new String[0]);
    } finally {
      System.setOut(console);
    }

    String story = printed.toString(StandardCharsets.UTF_8);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    assertThat(story)
        .contains(
            "app:greeting is hello",
            "their:secret? NOPERM",
            "a token for another cache? WRONGPASS",
            "Left over: nothing")
        .doesNotContain("X-Amz-Signature");
    assertThat(number(story, "modulo: ~(\\d+) of")).isBetween(550, 780);
    assertThat(number(story, "Ketama: ~(\\d+) of")).isBetween(150, 500);
    assertThat(number(story, "for ~(\\d+) ms")).isGreaterThan(900);
  }

  private static int number(String text, String pattern) {
    var match = Pattern.compile(pattern).matcher(text);
    assertThat(match.find()).as(text).isTrue();
    return Integer.parseInt(match.group(1));
  }
}
