package example.elasticache.enginetour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.DockerEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class MainIT {

  @Test
  void eachLabSaysWhatCameOut() throws Exception {
    String transcript = run();

    assertThat(transcript.split("\n\n"))
        .hasSize(32)
        .allMatch(lab -> lab.matches("(?s)[a-z-]+: [^\n]+\n  .+"));
    // A lab is left out only where the engine lacks a feature and Docker has no other engine.
    assertThat(transcript.lines().filter(line -> line.contains("skipped:")))
        .allMatch(
            line ->
                line.contains("needs Redis 7.4") && !DockerEngine.REDIS.isHere()
                    || line.contains("real memcached") && !DockerEngine.MEMCACHED.isHere());
    assertThat(transcript)
        .contains(
            """
            counter: INCR counts, GET and SET forget
              two visits by GET, add one, SET                      1
              two visits by INCR                                   2

            """,
            """
            time-to-live: SET takes the expiry away
              after SET … EX 3600, then SET                        never expires
              after SET … EX 3600, then SET … KEEPTTL              expires within the hour
              SET … PX 50, then SET: a moment later                still "two"
              SET … PX 50, then SET … KEEPTTL: a moment later      gone

            """,
            """
            leaderboard: a sorted set ranks, and ties can be fair
              fraction, 1,000 points each, Ada 5 s earlier         [ada, zoe]
              fraction, 10,000,000 points each, Ada 5 s earlier    [zoe, ada]
              turn in the member, 10,000,000 points each           [ada, zoe]

            """);
  }

  @Test
  @Tag("soak")
  void allLabsTakeLessThanAMinute() throws Exception {
    long start = System.nanoTime();

    run();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void oneLabRunsByName() throws Exception {
    assertThat(run("counter")).startsWith("counter: ").doesNotContain("leaderboard");
  }

  @Test
  void aNameThatIsNoneSaysWhichThereAre() {
    assertThatThrownBy(() -> run("leaderbord")).hasMessageContaining("leaderboard");
  }

  private static String run(String... names) throws Exception {
    var transcript = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(transcript, true, UTF_8));
    try {
      Main.main(names);
    } finally {
      System.setOut(console);
    }
    return transcript.toString(UTF_8).replace("\r\n", "\n");
  }
}
