package example.elasticache.sessions;

import static example.elasticache.sessions.Attribute.VISITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a repository does in addition when it guards its saves: from stage 4 on. */
public interface GuardedContract extends TouchContract {

  /** ASVS 7.4.1: no save brings a session back that a logout has ended. */
  @Test
  default void aSaveThatComesAfterTheLogoutChangesNothing() {
    SessionRepository sessions = repository();
    Session inFlight = sessions.create(ADA, Map.of());
    sessions.delete(inFlight.id());

    assertThat(sessions.save(inFlight.with(VISITS, "2"))).isEqualTo(SaveOutcome.ENDED);

    assertThat(sessions.find(inFlight.id())).isEmpty();
  }

  @Test
  default void aSaveOfAnIdThatNobodyIssuedChangesNothing() {
    SessionRepository sessions = repository();
    var invented = new Session(SessionId.create(), ADA, Map.of(), 1);

    assertThat(sessions.save(invented)).isEqualTo(SaveOutcome.ENDED);

    assertThat(sessions.find(invented.id())).isEmpty();
  }

  @Test
  default void aSaveUnderTheOldIdChangesNothingAfterARotation() {
    SessionRepository sessions = repository();
    Session inFlight = sessions.create(ADA, Map.of());
    Session renamed = sessions.rotate(inFlight).orElseThrow();

    assertThat(sessions.save(inFlight.with(VISITS, "2"))).isEqualTo(SaveOutcome.ENDED);

    assertThat(sessions.find(inFlight.id())).isEmpty();
    assertThat(sessions.find(renamed.id())).contains(renamed);
  }

  @Test
  default void theSecondOfTwoSavesOfOneCopyIsRefused() {
    SessionRepository sessions = repository();
    Session begun = sessions.create(ADA, Map.of());
    Session one = sessions.find(begun.id()).orElseThrow();
    Session other = sessions.find(begun.id()).orElseThrow();

    assertThat(sessions.save(one.with(VISITS, "1"))).isEqualTo(SaveOutcome.SAVED);
    assertThat(sessions.save(other.with(VISITS, "1"))).isEqualTo(SaveOutcome.OVERTAKEN);

    Session now = sessions.find(begun.id()).orElseThrow();
    assertThat(now.version()).isEqualTo(2);
    assertThat(sessions.save(now.with(VISITS, "2"))).isEqualTo(SaveOutcome.SAVED);
    assertThat(sessions.find(begun.id()).orElseThrow().get(VISITS)).contains("2");
  }
}
