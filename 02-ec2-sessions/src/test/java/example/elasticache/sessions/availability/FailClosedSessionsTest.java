package example.elasticache.sessions.availability;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import example.elasticache.sessions.InMemorySessionRepository;
import example.elasticache.sessions.Lifetimes;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class FailClosedSessionsTest {

  @Test
  void aLimitOfNothingIsRefused() {
    var sessions = new InMemorySessionRepository(Lifetimes.defaults(), InstantSource.system());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FailClosedSessions(sessions, Duration.ZERO, () -> {}))
        .withMessage("A call to the session store needs some time, not PT0S.");
  }
}
