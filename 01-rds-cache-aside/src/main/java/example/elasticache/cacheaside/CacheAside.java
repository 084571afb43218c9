package example.elasticache.cacheaside;

import java.util.Optional;

/** Stage 1, the cache-aside pattern: the application itself keeps the cache next to the store. */
public final class CacheAside implements Users {
  private final UserStore store;
  private final UserCache cache;
  private final CacheStats.Counter reads = new CacheStats.Counter();

  /** Threads may share it if they may share the store and the cache. */
  public CacheAside(UserStore store, UserCache cache) {
    this.store = store;
    this.cache = cache;
  }

  // tag::find[]
  /** Looks in the cache first; on a miss, reads the store and leaves a copy for the next reader. */
  @Override
  public Optional<UserInfo> find(long id) {
    if (cache.find(User.checkId(id)) instanceof CachedUser.Present copy) {
      reads.hit();
      return Optional.of(copy.user());
    }

    reads.miss();
    Optional<UserInfo> stored = store.find(id);
    stored.ifPresent(cache::put);
    return stored;
  }

  // end::find[]

  // tag::write[]
  /** Writes the store, then drops the copy. */
  @Override
  public void save(User user) {
    store.save(user);
    // Evict, don't overwrite: two writers can reach the cache in the opposite order to the store.
    cache.evict(user.id());
  }

  /** Deletes from the store, then drops the copy. */
  @Override
  public void delete(long id) {
    store.delete(User.checkId(id));
    cache.evict(id);
  }

  // end::write[]

  @Override
  public CacheStats stats() {
    return reads.stats();
  }
}
