package example.elasticache.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a repository does in addition when reading a session renews its time: from stage 3 on. */
public interface TouchContract extends SessionRepositoryContract {

  @Test
  default void readingRenewsTheTime() throws InterruptedException {
    SessionRepository sessions = repository(Duration.ofSeconds(4)); // from 3 s on, to Memcached
    Session begun = sessions.create(ADA, Map.of());
    letPass(Duration.ofMillis(2_100));
    sessions.find(begun.id());

    letPass(Duration.ofMillis(2_100));

    assertThat(sessions.find(begun.id())).isPresent();
  }
}
