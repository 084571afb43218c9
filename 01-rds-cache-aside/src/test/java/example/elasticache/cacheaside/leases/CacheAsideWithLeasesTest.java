package example.elasticache.cacheaside.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import example.elasticache.cacheaside.CacheStats;
import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class CacheAsideWithLeasesTest {
  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final InMemoryUserStore rows = new InMemoryUserStore();
  private final GatedStore store = new GatedStore(rows);
  private final InMemoryLeasedUserCache cache = new InMemoryLeasedUserCache(CacheTimes.defaults());
  private final CacheAsideWithLeases users = new CacheAsideWithLeases(store, cache, PATIENCE);

  @Test
  void secondReadIsServedFromTheCache() {
    users.save(ADA);
    users.find(1);
    rows.rows.clear(); // only the cache can answer now

    assertThat(users.find(1)).map(UserInfo::name).contains("Ada Lovelace");

    assertThat(users.stats()).isEqualTo(new CacheStats(1, 1));
  }

  @Test
  void anAbsenceIsServedFromTheCacheUntilTheUserIsInserted() {
    users.find(1);
    users.find(1);
    assertThat(rows.reads).hasValue(1);
    assertThat(users.stats()).isEqualTo(new CacheStats(1, 1));
    assertThat(users.loads()).isEqualTo(1);

    users.save(ADA);

    assertThat(users.find(1)).isPresent();
  }

  @Test
  void anExpiredCopyIsReadAgain() {
    users.save(ADA);
    users.find(1);

    cache.turnClock(Duration.ofHours(2));
    users.find(1);

    assertThat(rows.reads).hasValue(2);
  }

  @Test
  void aDeletedUserIsGoneAtOnce() {
    users.save(ADA);
    users.find(1);

    users.delete(1);

    assertThat(users.find(1)).isEmpty();
  }

  /** The reader has the old row in hand when the writer writes and empties the slot. */
  @Test
  void aReaderOvertakenByAWriterLeavesNoCopy() {
    rows.save(ADA);
    var overtaken = store.holdNextRead(() -> users.find(1));

    users.save(new User(1, "Ada King", "ada@example.com", "pro"));
    store.letGo();

    assertThat(overtaken.join()).map(UserInfo::name).contains("Ada Lovelace");
    assertThat(users.find(1)).map(UserInfo::name).contains("Ada King");
  }

  @Test
  void aReaderOvertakenByADeletionLeavesNoCopy() {
    rows.save(ADA);
    var overtaken = store.holdNextRead(() -> users.find(1));

    users.delete(1);
    store.letGo();
    overtaken.join();

    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
    assertThat(users.find(1)).isEmpty();
  }

  /** Fails when callers share every flight: then the writer reads what its own write replaced. */
  @Test
  void whoWroteReadsWhatItWroteEvenWhileAnOldLoadIsUnderWay() {
    rows.save(ADA);
    var overtaken = store.holdNextRead(() -> users.find(1));
    users.save(new User(1, "Ada King", "ada@example.com", "pro"));

    var afterTheWrite = CompletableFuture.supplyAsync(() -> users.find(1), GatedStore::inOwnThread);
    await().until(() -> users.stats().misses() == 2);
    store.letGo();

    assertThat(afterTheWrite.join()).map(UserInfo::name).contains("Ada King");
    overtaken.join();
  }

  @Test
  void whileAnotherLoadsTheReaderWaitsAndTakesWhatItBrings() {
    Lease elsewhere = ((Slot.Granted) cache.open(1)).lease();
    var waiting = CompletableFuture.supplyAsync(() -> users.find(1), GatedStore::inOwnThread);
    await().until(() -> users.stats().misses() == 1);

    cache.fill(1, elsewhere, Optional.of(new UserInfo(1, "Ada Lovelace", "free", 1)));

    assertThat(waiting.join()).map(UserInfo::name).contains("Ada Lovelace");
    assertThat(rows.reads).hasValue(0);
  }

  /** Fails without the flight: then each caller asks the cache again and again while it waits. */
  @Test
  void whileOneLoadsTheOthersOfThisJvmAskNobody() {
    var loading = store.holdNextRead(() -> users.find(1));
    var others = Executors.newFixedThreadPool(20);
    try {
      var waiting =
          IntStream.range(0, 20)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> users.find(1), others))
              .toList();
      SingleFlightTest.awaitWaiting(20);
      store.letGo();
      loading.join();
      waiting.forEach(CompletableFuture::join);

      assertThat(cache.opens).hasValue(1);
      assertThat(users.loads()).isEqualTo(1);
    } finally {
      others.shutdownNow();
    }
  }

  @Test
  void whoWaitedTooLongLoadsWithoutALease() {
    rows.save(ADA);
    cache.open(1); // by a loader that never comes back

    var impatient = new CacheAsideWithLeases(store, cache, Duration.ofMillis(20));

    assertThat(impatient.find(1)).map(UserInfo::name).contains("Ada Lovelace");
    assertThat(cache.look(1)).isEqualTo(new Slot.Taken());
  }

  @Test
  void aFailedLoadGivesItsLeaseBack() {
    store.failure = new StoreException("down", null);
    assertThatThrownBy(() -> users.find(1)).isInstanceOf(StoreException.class);
    store.failure = null;
    rows.save(ADA);

    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
    assertThat(users.find(1)).isPresent();
  }

  @Test
  void aClosedSlotIsReadPast() {
    var closing =
        new InMemoryLeasedUserCache(CacheTimes.defaults().withHoldOff(Duration.ofSeconds(5)));
    var held = new CacheAsideWithLeases(rows, closing, PATIENCE);
    held.save(ADA);

    assertThat(held.find(1)).isPresent();
    assertThat(held.find(1)).isPresent();

    assertThat(rows.reads).hasValue(2);
    closing.turnClock(Duration.ofSeconds(5));
    held.find(1);
    held.find(1);
    assertThat(rows.reads).hasValue(3);
  }

  @Test
  void anIdThatNoUserCanHaveIsRefusedBeforeAnythingIsAsked() {
    assertThatThrownBy(() -> users.find(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> users.delete(-1)).isInstanceOf(IllegalArgumentException.class);

    assertThat(rows.reads).hasValue(0);
  }

  @Test
  void anInterruptedReaderStopsWaitingAndStaysInterrupted() {
    cache.open(1); // by a loader elsewhere
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> users.find(1))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Interrupted");

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void onlyAWriteThatMayHaveHappenedEvicts() {
    users.save(ADA);
    users.find(1);

    store.failure = new StoreException("full", new SQLException("disk full", "HY000"));
    assertThatThrownBy(() -> users.save(ADA)).isSameAs(store.failure);
    assertThat(cache.look(1)).isInstanceOf(Slot.Present.class);

    store.failure = new StoreException("lost", new SQLException("link failure", "08S01"));
    assertThatThrownBy(() -> users.delete(1)).isSameAs(store.failure);
    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
  }
}
