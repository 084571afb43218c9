package e7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import kit.CountingStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class FreshUsersTest {
  private static final User FREE = new User(1, "Ada Lovelace", "ada@example.com", "free");
  private static final User PRO = new User(1, "Ada Lovelace", "ada@example.com", "pro");

  /** Two servers of the application share the database and the cache. */
  private final CountingStore store = new CountingStore();

  private final LeasesInMemory cache = new LeasesInMemory();
  private final FreshUsers here = new FreshUsers(store, cache);
  private final FreshUsers there = new FreshUsers(store, cache);

  private static final class LeasesInMemory implements FreshUsers.LeasedCache {
    private final Map<Long, UserInfo> copies = new HashMap<>();
    private final Map<Long, String> leases = new HashMap<>();
    private int leasesSoFar;

    @Override
    public CachedUser find(long id) {
      UserInfo copy = copies.get(id);
      return copy == null ? new CachedUser.Unknown() : new CachedUser.Present(copy);
    }

    @Override
    public void put(UserInfo user) {
      leases.remove(user.id());
      copies.put(user.id(), user);
    }

    @Override
    public Optional<String> lease(long id) {
      if (copies.containsKey(id) || leases.containsKey(id)) {
        return Optional.empty();
      }
      leases.put(id, "lease-" + ++leasesSoFar);
      return Optional.of(leases.get(id));
    }

    @Override
    public boolean fill(UserInfo user, String lease) {
      if (!lease.equals(leases.get(user.id()))) {
        return false;
      }
      put(user);
      return true;
    }

    @Override
    public void release(long id, String lease) {
      leases.remove(id, lease);
    }

    @Override
    public void evict(long id) {
      copies.remove(id);
      leases.remove(id);
    }
  }

  @BeforeEach
  void adaIsOnTheFreePlan() {
    store.save(FREE);
  }

  @Test
  @Order(1)
  void aReadLeavesACopy() {
    here.find(1);
    Optional<UserInfo> again = here.find(1);

    assertThat(again.map(UserInfo::plan))
        .withFailMessage("User 1 is on the plan \"free\", but the second read returned %s.", again)
        .contains("free");
    assertThat(store.reads())
        .withFailMessage(
            "Nobody came by, so the first read should leave a copy. Two reads asked the database %s times.",
            store.reads())
        .isEqualTo(1);
  }

  @Test
  @Order(2)
  void anOvertakenReaderLeavesNoOldCopy() {
    onceAfterARead(() -> there.save(PRO));

    here.find(1);

    assertThat(planReadBy(there))
        .withFailMessage(
            """
            The plan is "pro", but every reader gets "%s" for the next hour.
              1. A reader found no copy, and read the row: "free".
              2. A writer on another server saved "pro", and dropped the copy. There was none yet.
              3. The reader went on, and left its copy: "free".""",
            planReadBy(there))
        .isEqualTo("pro");
  }

  @Test
  @Order(3)
  void aDeletedUserDoesNotComeBack() {
    onceAfterARead(() -> there.delete(1));

    here.find(1);

    assertThat(there.find(1))
        .withFailMessage(
            "User 1 was deleted while a reader held the old row. The reader put it back: the cache answers with %s.",
            there.find(1))
        .isEmpty();
  }

  @Test
  @Order(4)
  void aReaderWithoutALeaseLeavesNoCopy() {
    // Somebody else has the lease, and is slow.
    String lease = cache.lease(1).orElseThrow();
    onceAfterARead(() -> there.save(PRO));

    Optional<UserInfo> found = here.find(1);

    assertThat(found.map(UserInfo::plan))
        .withFailMessage(
            "Another reader has the lease, but this one can ask the database all the same. It returned %s.",
            found)
        .contains("free");
    assertThat(planReadBy(there))
        .withFailMessage(
            """
            The plan is "pro", but every reader gets "%s" for the next hour.
              1. A reader got no lease, as another one had it, and read the row: "free".
              2. A writer saved "pro", and dropped copy and lease.
              3. The reader without a lease left a copy: "free".""",
            planReadBy(there))
        .isEqualTo("pro");
    assertThat(cache.fill(new UserInfo(1, "Ada Lovelace", "free", 1), lease)).isFalse();
  }

  @Test
  @Order(5)
  void theNextReaderMayFillThePlace() {
    onceAfterARead(() -> there.save(PRO));
    here.find(1);
    int before = store.reads();

    there.find(1);
    there.find(1);

    assertThat(store.reads() - before)
        .withFailMessage(
            "After the overtaken reader has gone, the next one should leave a copy. But two more reads asked the database %s times.",
            store.reads() - before)
        .isEqualTo(1);
  }

  @Test
  @Order(6)
  void aFailedReadGivesTheLeaseBack() {
    store.beforeEachRead(
        () -> {
          throw new StoreException("The database did not answer.", new SQLException("timeout"));
        });

    Throwable failure = catchThrowable(() -> here.find(1));

    assertThat(failure)
        .withFailMessage("The database failed, so the caller has to get its exception.")
        .isInstanceOf(StoreException.class);
    assertThat(cache.leases)
        .withFailMessage(
            "The read failed, and its lease is still there: until it expires, nobody can leave a copy.")
        .isEmpty();
  }

  @Test
  @Order(7)
  void aReaderOfNobodyGivesTheLeaseBack() {
    here.find(404);

    assertThat(cache.leases)
        .withFailMessage(
            "There is no user 404, so the reader kept nothing. But its lease is still there: until it expires, nobody can leave a copy.")
        .isEmpty();
  }

  private void onceAfterARead(Runnable action) {
    var first = new AtomicBoolean(true);
    store.afterEachRead(
        () -> {
          if (first.getAndSet(false)) {
            action.run();
          }
        });
  }

  private static String planReadBy(FreshUsers server) {
    return server.find(1).map(UserInfo::plan).orElse("nobody");
  }
}
