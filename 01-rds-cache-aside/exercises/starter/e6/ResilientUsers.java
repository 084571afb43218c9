package e6;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.UserCache;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import redis.clients.jedis.RedisClient;

/** Finds users, with the cache's help if it is there to help. */
public final class ResilientUsers {
  private final UserStore store;
  private final UserCache cache;
  private final LongAdder failures = new LongAdder();

  public ResilientUsers(UserStore store, UserCache cache) {
    this.store = store;
    this.cache = cache;
  }

  /** Returns a client of the cache that waits a short time for anything. */
  public static RedisClient connect(String host, int port) {
    // TODO Jedis waits two seconds for an answer, and without end for a free connection.
    return RedisClient.builder().hostAndPort(host, port).build();
  }

  /** Returns the user, or nothing if there is none. */
  public Optional<UserInfo> find(long id) {
    // TODO What if the cache throws?
    if (cache.find(id) instanceof CachedUser.Present copy) {
      return Optional.of(copy.user());
    }
    Optional<UserInfo> stored = store.find(id);
    stored.ifPresent(cache::put);
    return stored;
  }

  /** Returns how often the cache failed so far. */
  public long failures() {
    return failures.sum();
  }
}
