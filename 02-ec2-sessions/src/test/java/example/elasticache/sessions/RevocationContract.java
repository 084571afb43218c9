package example.elasticache.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a repository does in addition when it knows a user's sessions: stage 6. */
public interface RevocationContract extends LifetimesContract {

  /** ASVS 7.4.2, 7.4.3 and 7.4.5. */
  @Test
  default void allSessionsOfAUserEndAndNobodyElses() throws InterruptedException {
    SessionRepository sessions = repository(Lifetimes.defaults().withPerUser(100));
    List<Session> adas =
        IntStream.range(0, 50).mapToObj(i -> sessions.create(ADA, Map.of())).toList();
    Session grace = sessions.create(Optional.of("grace"), Map.of());
    Session nobody = sessions.create(Optional.empty(), Map.of());
    Session renamed = sessions.rotate(adas.get(0)).orElseThrow();
    sessions.delete(adas.get(1).id());

    assertThat(sessions.deleteAllOf("ada")).isEqualTo(49);

    assertThat(adas).allSatisfy(ada -> assertThat(sessions.find(ada.id())).isEmpty());
    assertThat(sessions.find(renamed.id())).isEmpty();
    assertThat(sessions.find(grace.id())).contains(grace);
    assertThat(sessions.find(nobody.id())).contains(nobody);
    assertThat(sessions.deleteAllOf("ada")).isZero();
    assertThat(sessions.create(ADA, Map.of())).isNotNull();
  }

  /** ASVS 7.1.2: at the limit, the newest login ends the oldest session. */
  @Test
  default void oneLoginMoreThanAllowedEndsTheOldestSession() throws InterruptedException {
    SessionRepository sessions = repository(Lifetimes.defaults().withPerUser(3));
    List<Session> adas = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      adas.add(sessions.create(ADA, Map.of()));
      letPass(Duration.ofMillis(5));
    }

    assertThat(sessions.find(adas.get(0).id())).isEmpty();
    assertThat(adas.subList(1, 4))
        .allSatisfy(ada -> assertThat(sessions.find(ada.id())).isPresent());
  }

  @Test
  default void anEndedSessionTakesNoPlace() throws InterruptedException {
    SessionRepository sessions = repository(Lifetimes.defaults().withPerUser(2));
    Session first = sessions.create(ADA, Map.of());
    letPass(Duration.ofMillis(5));
    Session second = sessions.create(ADA, Map.of());
    sessions.delete(second.id());
    letPass(Duration.ofMillis(5));

    sessions.create(ADA, Map.of());

    assertThat(sessions.find(first.id())).isPresent();
  }

  @Test
  default void aRotatedSessionKeepsItsPlaceInTheList() throws InterruptedException {
    SessionRepository sessions = repository(Lifetimes.defaults().withPerUser(2));
    Session oldest = sessions.rotate(sessions.create(ADA, Map.of())).orElseThrow();
    letPass(Duration.ofMillis(5));
    sessions.create(ADA, Map.of());
    letPass(Duration.ofMillis(5));

    sessions.create(ADA, Map.of());

    assertThat(sessions.find(oldest.id())).isEmpty();
  }
}
