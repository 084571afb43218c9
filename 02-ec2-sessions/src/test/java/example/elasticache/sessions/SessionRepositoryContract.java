package example.elasticache.sessions;

import static example.elasticache.sessions.Attribute.CART;
import static example.elasticache.sessions.Attribute.THEME;
import static example.elasticache.sessions.Attribute.VISITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SessionRepository} does, from the first stage on, in memory and for real. */
public interface SessionRepositoryContract {
  Optional<String> ADA = Optional.of("ada");

  /** Returns an empty repository whose sessions end after this time without use. */
  SessionRepository repository(Duration idle);

  /** Lets this time pass, by turning a clock or by waiting. */
  void letPass(Duration time) throws InterruptedException;

  default SessionRepository repository() {
    return repository(Duration.ofHours(1));
  }

  @Test
  default void aNewSessionIsFoundByItsId() {
    SessionRepository sessions = repository();

    Session begun = sessions.create(ADA, Map.of(VISITS, "1"));
    Session other = sessions.create(Optional.empty(), Map.of());

    assertThat(sessions.find(begun.id())).contains(begun);
    assertThat(begun.user()).isEqualTo(ADA);
    assertThat(begun.get(VISITS)).contains("1");
    assertThat(sessions.find(other.id())).contains(other);
    assertThat(other.user()).isEmpty();
  }

  /** ASVS 7.2.4, session fixation: an id that a client chose is never taken over. */
  @Test
  default void anIdThatNobodyIssuedIsNoSession() {
    SessionRepository sessions = repository();
    SessionId chosen = SessionId.create();
    var pretended = new Session(chosen, ADA, Map.of(), 1);

    assertThat(sessions.find(chosen)).isEmpty();
    assertThat(sessions.rotate(pretended)).isEmpty();
    assertThat(sessions.delete(chosen)).isEmpty();
    assertThat(sessions.find(chosen)).isEmpty();
  }

  @Test
  default void whatWasSavedIsFound() {
    SessionRepository sessions = repository();
    Session begun = sessions.create(ADA, Map.of(VISITS, "1"));

    assertThat(sessions.save(begun.with(VISITS, "2").with(THEME, "dark")))
        .isEqualTo(SaveOutcome.SAVED);

    Session found = sessions.find(begun.id()).orElseThrow();
    assertThat(found.attributes()).isEqualTo(Map.of(VISITS, "2", THEME, "dark"));
    assertThat(found.user()).isEqualTo(ADA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "O'Brien \"x\"\r\n\0", "日本語", "👩‍💻", "null", "1 2 3 {}", "{\"a\":1}"})
  default void everyTextComesBackAsItWas(String text) {
    SessionRepository sessions = repository();

    Session begun = sessions.create(Optional.of("x" + text), Map.of(CART, text));

    assertThat(sessions.find(begun.id())).contains(begun);
  }

  /** ASVS 7.4.1. */
  @Test
  default void anEndedSessionIsGoneAndSaysWhatItHeld() {
    SessionRepository sessions = repository();
    Session begun = sessions.create(ADA, Map.of(CART, "a mug"));

    assertThat(sessions.delete(begun.id())).contains(begun);

    assertThat(sessions.find(begun.id())).isEmpty();
    assertThat(sessions.delete(begun.id())).isEmpty();
  }

  /** ASVS 7.2.4. */
  @Test
  default void aRotatedSessionLivesOnUnderItsNewIdOnly() {
    SessionRepository sessions = repository();
    Session begun = sessions.create(ADA, Map.of(CART, "a mug"));

    Session renamed = sessions.rotate(begun).orElseThrow();

    assertThat(renamed.id()).isNotEqualTo(begun.id());
    assertThat(renamed.user()).isEqualTo(ADA);
    assertThat(renamed.attributes()).isEqualTo(begun.attributes());
    assertThat(sessions.find(renamed.id())).contains(renamed);
    assertThat(sessions.find(begun.id())).isEmpty();
    assertThat(sessions.rotate(begun)).isEmpty();
  }

  @Test
  default void aSessionForNobodyCanBeRotatedToo() {
    SessionRepository sessions = repository();
    Session begun = sessions.create(Optional.empty(), Map.of(THEME, "dark"));

    Session renamed = sessions.rotate(begun).orElseThrow();

    assertThat(sessions.find(renamed.id())).contains(renamed);
    assertThat(sessions.find(begun.id())).isEmpty();
  }

  /** ASVS 7.3.1. */
  @Test
  default void anUnusedSessionEnds() throws InterruptedException {
    SessionRepository sessions = repository(Duration.ofSeconds(1));
    Session begun = sessions.create(ADA, Map.of());

    letPass(Duration.ofMillis(2_100)); // Memcached counts whole seconds

    assertThat(sessions.find(begun.id())).isEmpty();
  }

  @Test
  default void savingRenewsTheTime() throws InterruptedException {
    SessionRepository sessions = repository(Duration.ofSeconds(4)); // from 3 s on, to Memcached
    Session begun = sessions.create(ADA, Map.of());
    letPass(Duration.ofMillis(2_100));
    sessions.save(begun);

    letPass(Duration.ofMillis(2_100));

    assertThat(sessions.find(begun.id())).isPresent();
  }

  @Test
  default void aSessionOfSeventeenKibibytesIsRefusedAndTheOldOneStays() {
    SessionRepository sessions = repository();
    Session begun = sessions.create(ADA, Map.of(CART, "a mug"));
    String large = "x".repeat(17 * 1024);

    assertThatThrownBy(() -> sessions.save(begun.with(CART, large)))
        .isInstanceOf(SessionTooLargeException.class)
        .hasMessageNotContaining("xxx");
    assertThatThrownBy(() -> sessions.create(ADA, Map.of(CART, large)))
        .isInstanceOf(SessionTooLargeException.class);

    assertThat(sessions.find(begun.id())).contains(begun);
  }
}
