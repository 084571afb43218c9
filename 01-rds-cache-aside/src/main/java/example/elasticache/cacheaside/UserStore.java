package example.elasticache.cacheaside;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The truth: where users are kept for good. */
public interface UserStore {

  /** Returns what the store holds of the user; {@link StoreException} if it cannot tell. */
  Optional<UserInfo> find(long id);

  /**
   * Returns those of the users that exist; one request for each, unless the store can do better.
   */
  default Map<Long, UserInfo> findAll(Collection<Long> ids) {
    Map<Long, UserInfo> found = new HashMap<>();
    ids.forEach(id -> find(id).ifPresent(user -> found.put(id, user)));
    return found;
  }

  /** Inserts or replaces the user, commits, and returns the row's new version. */
  long save(User user);

  /** Deletes the user, commits, and returns whether there was one. */
  boolean delete(long id);
}
