package e4;

import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserCache;

/** Changes users in the database, and sees to it that readers do not get old copies. */
public final class PlanService {

  /** The caller's database transaction. */
  public interface Transaction {

    /** Saves the row and returns its new version; readers see it from the commit on. */
    long save(User user);

    /** Deletes the row; readers see it until the commit. */
    void delete(long id);

    /** Has this run right after the commit, and never if the transaction is rolled back. */
    void afterCommit(Runnable action);
  }

  private final UserCache cache;

  public PlanService(UserCache cache) {
    this.cache = cache;
  }

  /** Saves the user as part of the caller's transaction. */
  public void save(Transaction transaction, User user) {
    // TODO Who reads between these two lines, or before the commit, and what do they leave behind?
    cache.evict(user.id());
    transaction.save(user);
  }

  /** Deletes the user as part of the caller's transaction. */
  public void delete(Transaction transaction, long id) {
    cache.evict(id);
    transaction.delete(id);
  }
}
