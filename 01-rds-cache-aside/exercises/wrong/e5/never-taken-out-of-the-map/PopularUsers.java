package e5;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.UserCache;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;

/** Finds users whom many threads want at the same moment. */
public final class PopularUsers {
  private final UserStore store;
  private final UserCache cache;
  private final ConcurrentMap<Long, CompletableFuture<Optional<UserInfo>>> loads;

  /** The map is for the loads that are under way; at first it is empty. */
  public PopularUsers(
      UserStore store,
      UserCache cache,
      ConcurrentMap<Long, CompletableFuture<Optional<UserInfo>>> loads) {
    this.store = store;
    this.cache = cache;
    this.loads = loads;
  }

  /** Returns the user, or nothing if there is none. */
  public Optional<UserInfo> find(long id) {
    if (cache.find(id) instanceof CachedUser.Present copy) {
      return Optional.of(copy.user());
    }
    return load(id);
  }

  private Optional<UserInfo> load(long id) {
    var mine = new CompletableFuture<Optional<UserInfo>>();
    var other = loads.putIfAbsent(id, mine);
    if (other != null) {
      return other.join();
    }
    try {
      mine.complete(loadOnce(id));
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
    }
    return mine.join();
  }

  private Optional<UserInfo> loadOnce(long id) {
    // Another load may have ended between the caller's look into the cache and now.
    if (cache.find(id) instanceof CachedUser.Present copy) {
      return Optional.of(copy.user());
    }
    Optional<UserInfo> stored = store.find(id);
    stored.ifPresent(cache::put);
    return stored;
  }
}
