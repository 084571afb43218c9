package e1;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import java.time.Duration;
import java.util.Optional;
import kit.ClockedCache;
import kit.CountingStore;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UserReaderTest {
  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");
  private static final User GRACE = new User(2, "Grace Hopper", "grace@example.com", "pro");

  private final CountingStore store = new CountingStore();
  private final ClockedCache cache = new ClockedCache();
  private final UserReader reader = new UserReader(store, cache);

  @Test
  @Order(1)
  void firstReadComesFromTheDatabase() {
    store.save(ADA);

    Optional<UserInfo> found = reader.find(1);

    assertThat(found.map(UserInfo::name))
        .withFailMessage("User 1 is in the database, but the first read returned %s.", found)
        .contains("Ada Lovelace");
  }

  @Test
  @Order(2)
  void secondReadIsAnsweredByTheCache() {
    store.save(ADA);

    reader.find(1);
    Optional<UserInfo> again = reader.find(1);

    assertThat(store.reads())
        .withFailMessage(
            "The second read should be answered by the cache: the database was asked %s times.",
            store.reads())
        .isEqualTo(1);
    assertThat(again.map(UserInfo::name))
        .withFailMessage("The second read should return the user as well, but returned %s.", again)
        .contains("Ada Lovelace");
  }

  @Test
  @Order(3)
  void aCopyThatIsThereAlreadyIsEnough() {
    cache.put(new UserInfo(1, "Ada Lovelace", "free", 1));

    Optional<UserInfo> found = reader.find(1);

    assertThat(found.map(UserInfo::name))
        .withFailMessage(
            "The cache holds user 1 from an earlier run, but the read returned %s.", found)
        .contains("Ada Lovelace");
    assertThat(store.reads())
        .withFailMessage(
            "The cache holds the user, so the database has nothing to do here. It was asked all the same.")
        .isZero();
  }

  @Test
  @Order(4)
  void eachUserIsAnsweredWithTheirOwnCopy() {
    store.save(ADA);
    store.save(GRACE);
    reader.find(1);
    reader.find(2);

    assertThat(reader.find(2).map(UserInfo::name))
        .withFailMessage("The read of user 2 should return Grace, but returned %s.", reader.find(2))
        .contains("Grace Hopper");
  }

  @Test
  @Order(5)
  void aUserWhoDoesNotExistIsNothing() {
    Optional<UserInfo> found = reader.find(404);

    assertThat(found)
        .withFailMessage("There is no user 404, so the answer is Optional.empty(), not %s.", found)
        .isNotNull()
        .isEmpty();
    assertThat(cache.peek(404))
        .withFailMessage("There is no user 404, so there is nothing to keep, but the cache has it.")
        .isInstanceOf(CachedUser.Unknown.class);
  }

  @Test
  @Order(6)
  void anExpiredCopyIsReadAgain() {
    store.save(ADA);
    reader.find(1);
    store.save(new User(1, "Ada King", "ada@example.com", "pro"));

    cache.turnClock(Duration.ofHours(1));

    assertThat(reader.find(1).map(UserInfo::name))
        .withFailMessage(
            "The copy expired an hour ago, and the row has changed since, but the read still returned %s. Keep copies in the cache only: it is the one that knows when they expire.",
            reader.find(1))
        .contains("Ada King");
  }
}
