package example.elasticache.lambdacache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private long nanos = -5; // the JVM's clock may be below zero
  private final Breaker breaker = new Breaker(2, Duration.ofSeconds(1), () -> nanos);

  private void pass(long millis) {
    nanos += millis * 1_000_000;
  }

  @Test
  void itOpensAfterSoManyFailuresInARow() {
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    assertThat(breaker.allows()).isTrue();

    breaker.failed();

    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void itLetsOneCallThroughAfterEachPause() {
    breaker.failed();
    breaker.failed();
    pass(499);
    assertThat(breaker.allows()).isFalse();

    pass(1_001);

    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void oneSuccessClosesIt() {
    breaker.failed();
    breaker.failed();
    pass(1_500);
    assertThat(breaker.allows()).isTrue();

    breaker.succeeded();

    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void sandboxesThatFailTogetherComeBackApart() {
    int early = 0;
    for (int i = 0; i < 1_000; i++) {
      var one = new Breaker(1, Duration.ofSeconds(1), () -> nanos);
      one.failed();
      nanos += 1_000_000_000L;
      early += one.allows() ? 1 : 0;
      nanos -= 1_000_000_000L;
    }

    assertThat(early).isBetween(300, 700);
  }
}
