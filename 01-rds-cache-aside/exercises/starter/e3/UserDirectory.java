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
    // TODO A user who does not exist costs a trip to the database each time.
    if (cache.find(id) instanceof CachedUser.Present copy) {
      return Optional.of(copy.user());
    }
    Optional<UserInfo> stored = store.find(id);
    stored.ifPresent(cache::put);
    return stored;
  }

  /** Adds a new user. */
  public void register(User user) {
    // There is no copy of a new user yet, so there is none to drop. Is that still true?
    store.save(user);
  }
}
