package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link UserStore} does, the fake and the real ones alike. */
public interface UserStoreContract {
  User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");

  /** Returns a store without users. */
  UserStore store();

  @Test
  default void anUnknownUserIsAbsent() {
    assertThat(store().find(1)).isEmpty();
  }

  @Test
  default void aSavedUserIsFound() {
    UserStore store = store();

    store.save(ADA);

    assertThat(store.find(1)).contains(new UserInfo(1, "Ada Lovelace", "free", 1));
  }

  @Test
  default void eachSaveCountsTheVersionUp() {
    UserStore store = store();

    long first = store.save(ADA);
    long second = store.save(ADA);
    long third = store.save(new User(1, "Ada", "ada@example.com", "pro"));

    assertThat(new long[] {first, second, third}).containsExactly(1, 2, 3);
    assertThat(store.find(1)).contains(new UserInfo(1, "Ada", "pro", 3));
  }

  @Test
  default void ofManyIdsThoseThatExistAreFound() {
    UserStore store = store();
    store.save(ADA);
    store.save(new User(3, "Grace Hopper", "grace@example.com", "pro"));

    assertThat(store.findAll(List.of(1L, 2L, 3L)))
        .containsOnlyKeys(1L, 3L)
        .containsEntry(3L, new UserInfo(3, "Grace Hopper", "pro", 1));
    assertThat(store.findAll(List.of(2L))).isEmpty();
    assertThat(store.findAll(List.of())).isEmpty();
  }

  @Test
  default void deletingTellsWhetherThereWasAUser() {
    UserStore store = store();
    store.save(ADA);

    assertThat(store.delete(1)).isTrue();
    assertThat(store.delete(1)).isFalse();
    assertThat(store.find(1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O'Brien",
        "x'; DROP TABLE users; --",
        "\" OR \"\"=\"",
        "\\",
        "%_",
        "日本語",
        "👩‍💻",
        "NULL"
      })
  default void everyTextComesBackAsItWas(String text) {
    UserStore store = store();

    store.save(new User(1, text, "ada@example.com", "free"));
    store.save(
        new User(
            2,
            "Grace",
            "grace@example.com",
            text.codePointCount(0, text.length()) > 20 ? "free" : text));

    assertThat(store.find(1)).map(UserInfo::name).contains(text);
    assertThat(store.find(2)).map(UserInfo::name).contains("Grace");
  }
}
