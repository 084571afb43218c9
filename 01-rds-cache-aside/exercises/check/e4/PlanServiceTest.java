package e4;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.cacheaside.CacheAside;
import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import java.util.ArrayList;
import java.util.List;
import kit.ClockedCache;
import kit.CountingStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class PlanServiceTest {
  private static final User FREE = new User(1, "Ada Lovelace", "ada@example.com", "free");
  private static final User PRO = new User(1, "Ada Lovelace", "ada@example.com", "pro");
  private static final User TEAM = new User(1, "Ada Lovelace", "ada@example.com", "team");

  private final CountingStore store = new CountingStore();
  private final ClockedCache cache = new ClockedCache();
  private final CacheAside readers = new CacheAside(store, cache);
  private final PlanService service = new PlanService(cache);

  /** Changes rows when it commits, and not before. */
  private final class HeldTransaction implements PlanService.Transaction {
    private final List<Runnable> changes = new ArrayList<>();
    private final List<Runnable> actions = new ArrayList<>();

    @Override
    public long save(User user) {
      changes.add(() -> store.save(user));
      return version() + 1;
    }

    @Override
    public void delete(long id) {
      changes.add(() -> store.delete(id));
    }

    @Override
    public void afterCommit(Runnable action) {
      actions.add(action);
    }

    void commit() {
      commitOnly();
      actions.forEach(Runnable::run);
    }

    void commitOnly() {
      changes.forEach(Runnable::run);
    }

    void runActions() {
      actions.forEach(Runnable::run);
    }
  }

  private long version() {
    return store.find(1).map(UserInfo::version).orElse(0L);
  }

  @BeforeEach
  void adaIsOnTheFreePlanAndCached() {
    store.save(FREE);
    readers.find(1);
  }

  @Test
  @Order(1)
  void afterTheCommitTheNewPlanIsRead() {
    var transaction = new HeldTransaction();

    service.save(transaction, PRO);
    transaction.commit();

    assertThat(plan())
        .withFailMessage("The plan \"pro\" is committed, but the next read gets \"%s\".", plan())
        .isEqualTo("pro");
  }

  @Test
  @Order(2)
  void aReadBeforeTheCommitLeavesNoOldCopy() {
    var transaction = new HeldTransaction();

    service.save(transaction, PRO);
    readers.find(1); // sees the old row, as it must, and may leave a copy of it
    transaction.commit();

    assertThat(plan())
        .withFailMessage(
            """
            The plan "pro" is committed, but readers get "%s" for an hour.
              1. The writer saved, and has not committed yet.
              2. A reader found no copy, read the old row, and left a copy of it.
              3. The writer committed. Nobody dropped that copy.""",
            plan())
        .isEqualTo("pro");
  }

  @Test
  @Order(3)
  void aReadBeforeTheCommitStillGetsTheOldPlan() {
    var transaction = new HeldTransaction();

    service.save(transaction, PRO);

    assertThat(plan())
        .withFailMessage(
            "Nothing is committed yet, but a reader already gets \"%s\": it comes from the cache, and may never become true.",
            plan())
        .isEqualTo("free");
  }

  @Test
  @Order(4)
  void aRolledBackChangeLeavesTheCacheAsItWas() {
    var transaction = new HeldTransaction();

    service.save(transaction, PRO);
    // Rolled back: no change, no action.

    assertThat(cache.peek(1))
        .withFailMessage(
            "The transaction was rolled back, so the copy is as good as before. But the cache now says: %s.",
            cache.peek(1))
        .isEqualTo(new CachedUser.Present(store.find(1).orElseThrow()));
  }

  @Test
  @Order(5)
  void twoWritersMayFinishInAnyOrder() {
    var first = new HeldTransaction();
    var second = new HeldTransaction();
    service.save(first, PRO);
    first.commitOnly();
    service.save(second, TEAM);
    second.commit();

    first.runActions(); // its thread slept since its commit

    assertThat(plan())
        .withFailMessage(
            """
            The plan is "team", but readers get "%s" for an hour.
              1. The first writer committed "pro", and was held up.
              2. The second writer committed "team", and cleaned up.
              3. The first writer went on, and wrote its copy over the cache.
            Drop the copy instead of writing it: dropping works in any order.""",
            plan())
        .isEqualTo("team");
  }

  @Test
  @Order(6)
  void aDeletedUserIsGoneAfterTheCommit() {
    var transaction = new HeldTransaction();

    service.delete(transaction, 1);
    readers.find(1);
    transaction.commit();

    assertThat(readers.find(1))
        .withFailMessage("User 1 is deleted, but the cache still answers: %s.", readers.find(1))
        .isEmpty();
  }

  @Test
  @Order(7)
  void aRolledBackDeletionLeavesTheCacheAsItWas() {
    var transaction = new HeldTransaction();

    service.delete(transaction, 1);
    // Rolled back: no change, no action.

    assertThat(cache.peek(1))
        .withFailMessage(
            "The deletion was rolled back, so user 1 exists as before. But the cache now says: %s.",
            cache.peek(1))
        .isEqualTo(new CachedUser.Present(store.find(1).orElseThrow()));
  }

  private String plan() {
    return readers.find(1).map(UserInfo::plan).orElse("nobody");
  }
}
