package e6;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.UserCache;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
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
    var limits = DefaultJedisClientConfig.builder().connectionTimeoutMillis(200).build();
    var pool = new ConnectionPoolConfig();
    pool.setMaxWait(Duration.ofMillis(50));
    return RedisClient.builder()
        .hostAndPort(host, port)
        .clientConfig(limits)
        .poolConfig(pool)
        .build();
  }

  /** Returns the user, or nothing if there is none. */
  public Optional<UserInfo> find(long id) {
    if (look(id) instanceof CachedUser.Present copy) {
      return Optional.of(copy.user());
    }
    Optional<UserInfo> stored = store.find(id);
    stored.ifPresent(this::keep);
    return stored;
  }

  private CachedUser look(long id) {
    try {
      return cache.find(id);
    } catch (RuntimeException cacheIsDown) {
      failures.increment();
      return new CachedUser.Unknown();
    }
  }

  private void keep(UserInfo user) {
    try {
      cache.put(user);
    } catch (RuntimeException cacheIsDown) {
      failures.increment(); // The next reader leaves the copy.
    }
  }

  /** Returns how often the cache failed so far. */
  public long failures() {
    return failures.sum();
  }
}
