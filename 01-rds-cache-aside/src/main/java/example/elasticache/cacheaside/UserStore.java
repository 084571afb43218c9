package example.elasticache.cacheaside;

import java.util.Optional;

/** The truth: where users are kept for good. */
public interface UserStore {

  /** Returns what the store holds of the user; {@link StoreException} if it cannot tell. */
  Optional<UserInfo> find(long id);

  /** Inserts or replaces the user, commits, and returns the row's new version. */
  long save(User user);

  /** Deletes the user, commits, and returns whether there was one. */
  boolean delete(long id);
}
