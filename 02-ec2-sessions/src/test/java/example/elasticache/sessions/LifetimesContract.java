package example.elasticache.sessions;

import static example.elasticache.sessions.Attribute.VISITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a repository does in addition when a session has an end that no use moves: stage 5. */
public interface LifetimesContract extends GuardedContract {

  /** Returns an empty repository with these times, whose reads always renew. */
  SessionRepository repository(Lifetimes lifetimes);

  @Override
  default SessionRepository repository(Duration idle) {
    Duration absolute = idle.multipliedBy(24);
    return repository(Lifetimes.defaults().withTouchEvery(Duration.ZERO).withTimes(idle, absolute));
  }

  /** ASVS 7.3.2: activity every half of the idle time, until the absolute end, and not longer. */
  @Test
  default void aBusySessionEndsAtItsAbsoluteEnd() throws InterruptedException {
    SessionRepository sessions =
        repository(
            Lifetimes.defaults()
                .withTouchEvery(Duration.ZERO)
                .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(4)));
    Session session = sessions.create(ADA, Map.of());

    for (int second = 1; second <= 3; second++) {
      letPass(Duration.ofMillis(950));
      session = sessions.find(session.id()).orElseThrow();
      assertThat(sessions.save(session.with(VISITS, "" + second))).isEqualTo(SaveOutcome.SAVED);
    }
    session = sessions.rotate(session).orElseThrow();
    letPass(Duration.ofMillis(2_150)); // 5 s after it began: 4 s, and at most one more

    assertThat(sessions.save(session)).isEqualTo(SaveOutcome.ENDED);
    assertThat(sessions.find(session.id())).isEmpty();
    assertThat(sessions.rotate(session)).isEmpty();
  }
}
