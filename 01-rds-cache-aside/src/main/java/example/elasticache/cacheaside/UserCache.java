package example.elasticache.cacheaside;

// tag::type[]
/**
 * The copy: may forget anything at any time, and nothing is lost.
 *
 * <p>Every method may throw an unchecked exception when the cache does not answer.
 */
public interface UserCache {

  /** Returns what the cache knows about the user. */
  CachedUser find(long id);

  /** Keeps a copy of the user until it expires. */
  void put(UserInfo user);

  /** Remembers, for a shorter time, that there is no such user. */
  void putAbsent(long id);

  /** Forgets what is known about the user. */
  void evict(long id);
}
// end::type[]
