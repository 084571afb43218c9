package example.elasticache.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentTouchesTest {
  private final TurnedClock clock = new TurnedClock();
  private final RecentTouches touches = new RecentTouches(Duration.ofMinutes(1), clock);

  @Test
  void aSessionIsDueOnceInAWhile() {
    assertThat(touches.due("a")).isTrue();
    assertThat(touches.due("a")).isFalse();
    assertThat(touches.due("b")).isTrue();
    clock.turn(Duration.ofSeconds(59));
    assertThat(touches.due("a")).isFalse();
    clock.turn(Duration.ofSeconds(1));
    assertThat(touches.due("a")).isTrue();
    assertThat(touches.due("a")).isFalse();
  }

  @Test
  void aForgottenSessionIsDue() {
    touches.due("a");

    touches.forget("a");

    assertThat(touches.due("a")).isTrue();
  }

  /** A clock that was set back by an hour must not stop the renewals for an hour. */
  @Test
  void aClockThatIsSetBackMakesASessionDue() {
    touches.due("a");

    clock.turn(Duration.ofHours(-1));

    assertThat(touches.due("a")).isTrue();
  }

  @Test
  void itsMemoryIsBoundedAndForgetsTheOldest() {
    for (int i = 0; i <= 10_000; i++) {
      touches.due("session " + i);
    }

    assertThat(touches.due("session 10000")).isFalse();
    assertThat(touches.due("session 0")).isTrue();
  }
}
