package example.elasticache.cacheaside;

import java.util.Optional;

/** What the application asks of its users; each stage of the chapter is one more way to answer. */
public interface Users {

  /** Returns the user, or nothing if there is none. */
  Optional<UserInfo> find(long id);

  /** Inserts the user, or replaces the one with the same id. */
  void save(User user);

  /** Removes the user, if there is one. */
  void delete(long id);

  /** Returns how the reads went so far. */
  CacheStats stats();
}
