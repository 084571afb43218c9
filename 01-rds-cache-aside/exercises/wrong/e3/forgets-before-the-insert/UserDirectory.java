package e3;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserCache;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.Optional;

/** Finds users, and knows for a while who does not exist. */
public final class UserDirectory {
  private final UserStore store;
  private final UserCache cache;

  public UserDirectory(UserStore store, UserCache cache) {
    this.store = store;
    this.cache = cache;
  }

  /** Returns the user, or nothing if there is none. */
  public Optional<UserInfo> find(long id) {
    if (id < 1) {
      return Optional.empty();
    }
    CachedUser cached = cache.find(id);
    if (cached instanceof CachedUser.Present copy) {
      return Optional.of(copy.user());
    }
    if (cached instanceof CachedUser.Absent) {
      return Optional.empty();
    }
    Optional<UserInfo> stored = store.find(id);
    stored.ifPresentOrElse(cache::put, () -> cache.putAbsent(id));
    return stored;
  }

  /** Adds a new user. */
  public void register(User user) {
    cache.evict(user.id());
    store.save(user);
  }
}
