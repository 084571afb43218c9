package e7;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.Optional;

/** Finds users, and never leaves a copy that a writer has made old meanwhile. */
public final class FreshUsers {

  /** A cache whose empty places can be reserved; all processes share it. */
  public interface LeasedCache {

    /** Returns what it holds of the user. */
    CachedUser find(long id);

    /** Keeps the copy, whatever is in its place. */
    void put(UserInfo user);

    /** Reserves the user's place, if it is empty and nobody else has it. */
    Optional<String> lease(long id);

    /** Keeps the copy and returns true, if the place is still reserved by this lease. */
    boolean fill(UserInfo user, String lease);

    /** Gives the lease back; does nothing if it is gone. */
    void release(long id, String lease);

    /** Empties the user's place: the copy goes, and the lease as well. */
    void evict(long id);
  }

  private final UserStore store;
  private final LeasedCache cache;

  public FreshUsers(UserStore store, LeasedCache cache) {
    this.store = store;
    this.cache = cache;
  }

  /** Returns the user, or nothing if there is none. */
  public Optional<UserInfo> find(long id) {
    if (cache.find(id) instanceof CachedUser.Present copy) {
      return Optional.of(copy.user());
    }
    Optional<UserInfo> stored = store.find(id);
    Optional<String> lease = cache.lease(id);
    if (lease.isPresent()) {
      stored.ifPresent(user -> cache.fill(user, lease.get()));
      cache.release(id, lease.get());
    }
    return stored;
  }

  /** Writes the store, then drops the copy. */
  public void save(User user) {
    store.save(user);
    cache.evict(user.id());
  }

  /** Deletes from the store, then drops the copy. */
  public void delete(long id) {
    store.delete(id);
    cache.evict(id);
  }
}
