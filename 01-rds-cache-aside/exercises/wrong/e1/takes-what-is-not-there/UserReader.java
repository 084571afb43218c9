package e1;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.UserCache;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.Optional;

/** Finds users: in the cache where it can, in the database where it must. */
public final class UserReader {
  private final UserStore store;
  private final UserCache cache;

  public UserReader(UserStore store, UserCache cache) {
    this.store = store;
    this.cache = cache;
  }

  /** Returns the user, or nothing if there is none. */
  public Optional<UserInfo> find(long id) {
    if (cache.find(id) instanceof CachedUser.Present copy) {
      return Optional.of(copy.user());
    }
    UserInfo stored = store.find(id).get();
    cache.put(stored);
    return Optional.of(stored);
  }
}
