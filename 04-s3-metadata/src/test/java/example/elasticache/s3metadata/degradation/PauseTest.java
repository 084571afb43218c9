package example.elasticache.s3metadata.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PauseTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it may wrap round
  private final Pause pause = new Pause(Duration.ofSeconds(1), now::get);

  private long admitted(int callers) {
    return IntStream.range(0, callers).filter(i -> pause.admits()).count();
  }

  private void fail(int times) {
    IntStream.range(0, times).forEach(i -> pause.failed());
  }

  @Test
  void aFailureNowAndThenKeepsNobodyAway() {
    fail(2);
    pause.answered();
    fail(2);

    assertThat(admitted(10)).isEqualTo(10);
    assertThat(pause.isOn()).isFalse();
  }

  @Test
  void threeInARowKeepEverybodyAway() {
    fail(3);

    assertThat(admitted(10)).isZero();
    assertThat(pause.isOn()).isTrue();
  }

  @Test
  void oneCallerTriesInEachPause() {
    fail(3);

    now.addAndGet(SECOND);
    assertThat(admitted(10)).isEqualTo(1);
    pause.failed();
    assertThat(admitted(10)).isZero();
    now.addAndGet(SECOND);

    assertThat(admitted(10)).isEqualTo(1);
  }

  @Test
  void anAnswerLetsEverybodyInAgain() {
    fail(3);
    now.addAndGet(SECOND);
    admitted(1);

    pause.answered();

    assertThat(admitted(10)).isEqualTo(10);
  }
}
