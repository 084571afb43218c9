package example.elasticache.sessions;

import static example.elasticache.sessions.Attribute.CART;
import static example.elasticache.sessions.Attribute.THEME;
import static example.elasticache.sessions.Attribute.VISITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final InMemorySessionRepository repository =
      new InMemorySessionRepository(Lifetimes.defaults(), new TurnedClock());
  private final Sessions sessions = new Sessions(repository);

  /** ASVS 7.2.4: a new token on login, and the one before it is worth nothing. */
  @Test
  void loginTakesOverWhatWasChosenBeforeItAndEndsTheOldId() {
    Session before = sessions.begin();
    sessions.update(before, session -> session.with(THEME, "dark"));

    Session after = sessions.logIn(Optional.of(before.id()), "ada");

    assertThat(after.user()).contains("ada");
    assertThat(after.get(THEME)).contains("dark");
    assertThat(after.id()).isNotEqualTo(before.id());
    assertThat(sessions.find(before.id())).isEmpty();
  }

  @Test
  void loginWithAnIdThatNobodyIssuedIssuesAnother() {
    SessionId chosen = SessionId.create();

    Session session = sessions.logIn(Optional.of(chosen), "ada");

    assertThat(session.id()).isNotEqualTo(chosen);
    assertThat(sessions.find(chosen)).isEmpty();
  }

  @Test
  void loginTakesOverNothingOfTheUserBefore() {
    Session eve = repository.create(Optional.of("eve"), Map.of(CART, "eve's"));

    Session ada = sessions.logIn(Optional.of(eve.id()), "ada");

    assertThat(ada.attributes()).isEmpty();
    assertThat(sessions.find(eve.id())).isEmpty();
  }

  /** Fails when an overtaken save is not made again on what is there now. */
  @Test
  void anUpdateThatWasOvertakenIsMadeAgain() {
    Session read = sessions.logIn(Optional.empty(), "ada");
    sessions.update(read, session -> session.with(VISITS, "1"));

    sessions.update(read, session -> session.with(THEME, "dark"));

    assertThat(sessions.find(read.id()).orElseThrow().attributes())
        .isEqualTo(Map.of(VISITS, "1", THEME, "dark"));
  }

  @Test
  void anUpdateOfAnEndedSessionChangesNothing() {
    Session read = sessions.logIn(Optional.empty(), "ada");
    sessions.logOut(read.id());

    assertThat(sessions.update(read, session -> session.with(VISITS, "1"))).isEmpty();
    assertThat(sessions.find(read.id())).isEmpty();
  }

  @Test
  void logoutEverywhereEndsEachOfThem() {
    Session one = sessions.logIn(Optional.empty(), "ada");
    Session other = sessions.logIn(Optional.empty(), "ada");

    assertThat(sessions.logOutEverywhere("ada")).isEqualTo(2);

    assertThat(sessions.find(one.id())).isEmpty();
    assertThat(sessions.find(other.id())).isEmpty();
  }

  @Test
  void aRenewedSessionHasAnotherIdAndTheSameContent() {
    Session session = sessions.logIn(Optional.empty(), "ada");

    Session renewed = sessions.renew(session).orElseThrow();

    assertThat(renewed.id()).isNotEqualTo(session.id());
    assertThat(sessions.find(session.id())).isEmpty();
    assertThat(sessions.find(renewed.id())).contains(renewed);
  }

  @Test
  void theTextOfASessionHoldsNeitherIdNorContent() {
    Session session = repository.create(Optional.of("ada"), Map.of(CART, "secret"));

    assertThat(session.toString())
        .doesNotContain(session.id().value(), "secret", "ada")
        .contains(session.id().label());
  }
}
