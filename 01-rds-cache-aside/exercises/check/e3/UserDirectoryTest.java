package e3;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import java.time.Duration;
import java.util.Optional;
import kit.ClockedCache;
import kit.CountingStore;
import kit.Overtaken;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UserDirectoryTest {
  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");
  private static final User GRACE = new User(404, "Grace Hopper", "grace@example.com", "pro");

  private final CountingStore store = new CountingStore();
  private final ClockedCache cache = new ClockedCache();
  private final UserDirectory directory = new UserDirectory(store, cache);

  @Test
  @Order(1)
  void aMissingUserAsksTheDatabaseOnce() {
    for (int i = 0; i < 1_000; i++) {
      Optional<UserInfo> found = directory.find(404);
      assertThat(found)
          .withFailMessage(
              "There is no user 404, so the answer is Optional.empty(), not %s.", found)
          .isNotNull()
          .isEmpty();
    }

    assertThat(store.reads())
        .withFailMessage(
            "A thousand reads of user 404, who does not exist, should ask the database once. It was asked %s times.",
            store.reads())
        .isEqualTo(1);
  }

  @Test
  @Order(2)
  void aUserWhoExistsIsStillAnsweredByTheCache() {
    store.save(ADA);

    directory.find(1);
    cache.turnClock(Duration.ofMinutes(1));
    Optional<UserInfo> again = directory.find(1);

    assertThat(again.map(UserInfo::name))
        .withFailMessage("User 1 exists, but the second read returned %s.", again)
        .contains("Ada Lovelace");
    assertThat(store.reads())
        .withFailMessage(
            "A copy of a user who exists lives for an hour, but after a minute the database was asked again.")
        .isEqualTo(1);
  }

  @Test
  @Order(3)
  void absenceIsForgottenAfterHalfAMinute() {
    directory.find(404);
    store.save(GRACE); // by another application, which does not know this cache

    cache.turnClock(Duration.ofSeconds(30));

    assertThat(directory.find(404).map(UserInfo::name))
        .withFailMessage(
            "Half a minute is over, and user 404 exists now, but the read still says nobody. Keep the note in the cache: it is the one that knows when it expires.")
        .contains("Grace Hopper");
  }

  @Test
  @Order(4)
  void aUserWhoRegistersIsVisibleAtOnce() {
    directory.find(404);

    directory.register(GRACE);

    assertThat(directory.find(404).map(UserInfo::name))
        .withFailMessage(
            "User 404 has just registered, but the cache still says that there is no such user.")
        .contains("Grace Hopper");
  }

  @Test
  @Order(5)
  void aReadDuringTheInsertDoesNotHideTheNewUser() {
    var slow = new Overtaken(store);
    var onSlowStore = new UserDirectory(slow, cache);
    slow.beforeEachWrite(() -> onSlowStore.find(404));

    onSlowStore.register(GRACE);

    assertThat(onSlowStore.find(404).map(UserInfo::name))
        .withFailMessage(
            "Somebody asked for user 404 just before the row was there, and the cache noted the absence. Drop that note after the insert, not before it.")
        .contains("Grace Hopper");
  }

  @Test
  @Order(6)
  void anImpossibleIdAsksNobody() {
    for (long id : new long[] {0, -1, Long.MIN_VALUE}) {
      Optional<UserInfo> found = directory.find(id);
      assertThat(found)
          .withFailMessage("No user has the id %s, so the answer is Optional.empty().", id)
          .isNotNull()
          .isEmpty();
      assertThat(cache.peek(id))
          .withFailMessage("The id %s is impossible, so there is nothing to keep of it.", id)
          .isInstanceOf(CachedUser.Unknown.class);
    }

    assertThat(store.reads() + cache.finds())
        .withFailMessage(
            "Ids below 1 belong to nobody. Cache and database were asked %s times for them.",
            store.reads() + cache.finds())
        .isZero();
  }
}
