package example.elasticache.enginetour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it changes system properties")
class LabsTest {
  private static final Set<String> WITH_SERVERS_OF_THEIR_OWN =
      Set.of(
          "eviction",
          "persistence",
          "replica-lag",
          "lost-writes",
          "failover",
          "slots",
          "many-slots",
          "sharded-channels",
          "memory-per-entry");

  private final String system = System.getProperty("os.name");

  @BeforeEach
  void takeTheProgramsAway() {
    System.setProperty("path", "");
    System.setProperty("os.name", "one for which Maven carries no Redis");
  }

  @AfterEach
  void giveThemBack() {
    System.clearProperty("path");
    System.setProperty("os.name", system);
  }

  @Test
  void withoutAProgramToStartTheLabsThatNeedOneSaySoAndAreSkipped() throws Exception {
    List<Labs.Entry> labs =
        new Labs(null, null, null)
            .all().stream().filter(lab -> WITH_SERVERS_OF_THEIR_OWN.contains(lab.name())).toList();

    assertThat(labs).hasSameSizeAs(WITH_SERVERS_OF_THEIR_OWN);
    for (Labs.Entry lab : labs) {
      var out = new ByteArrayOutputStream();
      lab.setting().show(new PrintStream(out, true, UTF_8));
      assertThat(out.toString(UTF_8))
          .startsWith("  skipped: ")
          .contains("redis-server on the PATH");
    }
  }
}
