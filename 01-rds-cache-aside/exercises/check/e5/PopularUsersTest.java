package e5;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import kit.ClockedCache;
import kit.CountingStore;
import kit.Crowd;
import kit.Gate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class PopularUsersTest {
  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");
  private static final User GRACE = new User(2, "Grace Hopper", "grace@example.com", "pro");
  private static final int READERS = 100;

  private final CountingStore store = new CountingStore();
  private final ClockedCache cache = new ClockedCache();
  private final PopularUsers users = new PopularUsers(store, cache, new ConcurrentHashMap<>());

  /** Holds whoever has looked and found nothing, so that others may look as well. */
  private static final class SlowToSayNo
      extends ConcurrentHashMap<Long, CompletableFuture<Optional<UserInfo>>> {
    private static final long serialVersionUID = 1L;
    private final transient Gate gate = new Gate();

    @Override
    public CompletableFuture<Optional<UserInfo>> get(Object id) {
      var found = super.get(id);
      if (found == null) {
        gate.run();
      }
      return found;
    }

    @Override
    public boolean containsKey(Object id) {
      return get(id) != null;
    }
  }

  @Test
  @Order(1)
  void oneReaderGetsTheUser() {
    store.save(ADA);

    Optional<UserInfo> first = users.find(1);
    Optional<UserInfo> second = users.find(1);

    assertThat(List.of(first, second))
        .withFailMessage("User 1 is in the database, but two reads got %s and %s.", first, second)
        .allMatch(found -> found.map(UserInfo::name).equals(Optional.of("Ada Lovelace")));
    assertThat(store.reads())
        .withFailMessage(
            "The load should leave a copy in the cache: two reads, one after the other, asked the database %s times.",
            store.reads())
        .isEqualTo(1);
  }

  @Test
  @Order(2)
  void aHundredReadersCauseOneLoad() {
    store.save(ADA);
    var gate = new Gate();
    store.beforeEachRead(gate);

    var crowd = Crowd.of(READERS, () -> users.find(1));
    crowd.awaitStandstill();
    int loads = store.reads();
    gate.open();
    List<Object> found = crowd.results();

    assertThat(loads)
        .withFailMessage(
            "%s readers wanted user 1 at the same moment. One load is enough for all of them, but there were %s.",
            READERS, loads)
        .isEqualTo(1);
    assertThat(found)
        .withFailMessage(
            "All %s readers should get user 1, but some got: %s.", READERS, firstOther(found))
        .allMatch(PopularUsersTest::isAda);
  }

  @Test
  @Order(3)
  void toLookAndToEnterIsOneStep() {
    store.save(ADA);
    var loads = new SlowToSayNo();
    var slow = new PopularUsers(store, cache, loads);
    var storeGate = new Gate();
    store.beforeEachRead(storeGate);

    var crowd = Crowd.of(2, () -> slow.find(1));
    crowd.awaitStandstill(); // both have looked into the map, if they do
    loads.gate.open();
    crowd.awaitStandstill();
    storeGate.open();
    crowd.results();

    assertThat(store.reads())
        .withFailMessage(
            """
            Two readers loaded the user.
              1. The first looked into the map and found no load under way.
              2. The second looked, and found none either.
              3. Both entered theirs, and asked the database.
            To look and to enter must be one step of the map: see putIfAbsent.""")
        .isEqualTo(1);
  }

  @Test
  @Order(4)
  void readersOfAnotherUserDoNotWait() {
    store.save(ADA);
    store.save(GRACE);
    var gate = new Gate();
    var slow = new AtomicBoolean(true);
    store.beforeEachRead(
        () -> {
          if (slow.getAndSet(false)) {
            gate.run();
          }
        });
    var readerOfAda = Crowd.of(1, () -> users.find(1));
    gate.awaitArrival();

    var readerOfGrace = Crowd.of(1, () -> users.find(2));
    readerOfGrace.awaitStandstill();
    long finished = readerOfGrace.finished();
    gate.open();
    readerOfAda.results();

    assertThat(finished)
        .withFailMessage(
            "The load of user 1 is slow, and the reader of user 2 waits for it too. Each user needs a place of their own to wait at.")
        .isEqualTo(1);
  }

  @Test
  @Order(5)
  void afterTheLoadTheNextMissLoadsAgain() {
    store.save(ADA);
    users.find(1);
    store.save(new User(1, "Ada King", "ada@example.com", "pro"));
    cache.evict(1);

    Optional<UserInfo> found = users.find(1);

    assertThat(found.map(UserInfo::name))
        .withFailMessage(
            "The row has changed and the copy is gone, but the read still returned %s: an old load is still in the map.",
            found)
        .contains("Ada King");
  }

  @Test
  @Order(6)
  void aFailedLoadFailsForAllWhoWait() {
    var gate = new Gate();
    store.beforeEachRead(
        () -> {
          gate.run();
          throw new StoreException("The database did not answer.", new SQLException("timeout"));
        });

    var crowd = Crowd.of(READERS, () -> users.find(1));
    crowd.awaitStandstill();
    gate.open();
    List<Object> found = crowd.results();

    assertThat(found)
        .withFailMessage(
            "The load failed, so each of the %s readers gets an exception: \"nobody\" would be a lie, and waiting for ever no better. But some got: %s.",
            READERS, firstOther(found))
        .allMatch(PopularUsersTest::isFailureOfTheStore);
  }

  @Test
  @Order(7)
  void afterAFailureTheNextReadTriesAgain() {
    store.save(ADA);
    store.beforeEachRead(
        () -> {
          throw new StoreException("The database did not answer.", new SQLException("timeout"));
        });
    Crowd.of(1, () -> users.find(1)).results();
    store.beforeEachRead(() -> {});

    List<Object> found = Crowd.of(1, () -> users.find(1)).results();

    assertThat(found)
        .withFailMessage(
            "The database answers again, but the read got %s: the failed load is still in the map.",
            found.get(0).getClass().getSimpleName())
        .allMatch(PopularUsersTest::isAda);
  }

  @Test
  @Order(8)
  void whoLookedTooEarlyDoesNotLoadAgain() {
    store.save(ADA);
    var gate = new Gate();
    var early = new AtomicBoolean(true);
    cache.afterEachFind(
        () -> {
          if (early.getAndSet(false)) {
            gate.run();
          }
        });

    var lateReader = Crowd.of(1, () -> users.find(1));
    gate.awaitArrival(); // it has looked, and found nothing
    users.find(1); // another reader loads the user meanwhile
    gate.open();
    List<Object> found = lateReader.results();

    assertThat(found)
        .withFailMessage("The late reader should get the user as well, but got %s.", found.get(0))
        .allMatch(PopularUsersTest::isAda);
    assertThat(store.reads())
        .withFailMessage(
            """
            The user was loaded twice.
              1. A reader looked into the cache, found nothing, and was held up.
              2. Another reader loaded the user, and left a copy.
              3. The first reader went on, and loaded the user again.
            Whoever is about to load has to look into the cache once more.""")
        .isEqualTo(1);
  }

  private static boolean isAda(Object found) {
    return found instanceof Optional<?> some
        && some.isPresent()
        && some.get() instanceof UserInfo user
        && user.name().equals("Ada Lovelace");
  }

  private static boolean isFailureOfTheStore(Object found) {
    for (Throwable t = found instanceof Throwable f ? f : null; t != null; t = t.getCause()) {
      if (t instanceof StoreException) {
        return true;
      }
    }
    return false;
  }

  private static Object firstOther(List<Object> found) {
    return found.stream()
        .filter(one -> !isAda(one) && !isFailureOfTheStore(one))
        .findFirst()
        .orElse("");
  }
}
