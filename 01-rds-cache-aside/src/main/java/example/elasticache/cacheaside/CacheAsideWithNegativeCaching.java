package example.elasticache.cacheaside;

import java.util.Optional;

/** Stage 2: also remembers, for a short time, that a user does not exist. */
public final class CacheAsideWithNegativeCaching implements Users {
  private final UserStore store;
  private final UserCache cache;
  private final CacheStats.Counter reads = new CacheStats.Counter();

  /** Threads may share it if they may share the store and the cache. */
  public CacheAsideWithNegativeCaching(UserStore store, UserCache cache) {
    this.store = store;
    this.cache = cache;
  }

  // tag::find[]
  /** As stage 1, and a user known to be absent is a hit as well. */
  @Override
  public Optional<UserInfo> find(long id) {
    CachedUser cached = cache.find(User.checkId(id));
    if (cached instanceof CachedUser.Present copy) {
      reads.hit();
      return Optional.of(copy.user());
    }
    if (cached instanceof CachedUser.Absent) {
      reads.hit();
      return Optional.empty();
    }

    reads.miss();
    Optional<UserInfo> stored = store.find(id);
    stored.ifPresentOrElse(cache::put, () -> cache.putAbsent(id));
    return stored;
  }

  // end::find[]

  // tag::write[]
  /** Writes the store, then forgets what was known, so an inserted user is visible at once. */
  @Override
  public void save(User user) {
    store.save(user);
    cache.evict(user.id());
  }

  // end::write[]

  /** Deletes from the store, then drops the copy. */
  @Override
  public void delete(long id) {
    store.delete(User.checkId(id));
    cache.evict(id);
  }

  @Override
  public CacheStats stats() {
    return reads.stats();
  }
}
