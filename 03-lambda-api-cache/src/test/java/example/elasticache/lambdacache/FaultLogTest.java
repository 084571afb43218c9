package example.elasticache.lambdacache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class FaultLogTest {
  private static final Logger LOG = Logger.getLogger("example.elasticache.lambdacache");
  private final List<LogRecord> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private long nanos = -7;
  private final FaultLog log = new FaultLog(() -> nanos);

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  @Test
  void aKindMakesOneLineInTenSecondsAndIsCountedAlways() {
    for (int i = 0; i < 100; i++) {
      log.record("Cache fault CUT", new IllegalStateException(), false);
    }
    nanos += 10_000_000_000L;
    log.record("Cache fault CUT", new IllegalStateException(), false);

    assertThat(lines)
        .extracting(line -> line.getMessage().replaceAll(":[0-9]+\\)", ":N)"))
        .containsExactly(
            "Cache fault CUT (IllegalStateException at FaultLogTest.java:N), 1 since the last such"
                + " line.",
            "Cache fault CUT (IllegalStateException at FaultLogTest.java:N), 100 since the last"
                + " such line.");
    assertThat(log.count("Cache fault CUT")).isEqualTo(101);
    assertThat(log.count("another")).isZero();
  }

  @Test
  void aDetailSaysWhatTheTypeOfAnExceptionDoesNot() {
    log.record("Upstream UNEXPECTED", "status 403", true);

    assertThat(lines)
        .extracting(LogRecord::getMessage)
        .containsExactly("Upstream UNEXPECTED (status 403), 1 since the last such line.");
  }

  @Test
  void noMessageOfAnExceptionReachesTheLog() {
    log.record("Internal error", new IllegalStateException("canary"), true);

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).getLevel()).isEqualTo(Level.SEVERE);
    assertThat(lines.get(0).getMessage()).doesNotContain("canary");
    assertThat(lines.get(0).getThrown()).isNull();
  }
}
