package example.elasticache.cacheaside.hardened;

import example.elasticache.cacheaside.CacheStats;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import example.elasticache.cacheaside.Users;
import example.elasticache.cacheaside.degradation.BulkheadUserStore;
import example.elasticache.cacheaside.degradation.CacheFault;
import example.elasticache.cacheaside.degradation.DeadlineClients;
import example.elasticache.cacheaside.degradation.FaultTolerantUserCache;
import example.elasticache.cacheaside.leases.CacheAsideWithLeases;
import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.RedisLeasedUserCache;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;

/**
 * Users behind a cache, ready for production: one for the whole application, shared by its threads.
 *
 * <pre>{@code
 * try (var users = HardenedUsers.builder(store, URI.create("rediss://my-cache.example:6379")).build()) {
 *   Optional<UserInfo> user = users.find(42);
 * }
 * }</pre>
 *
 * <p>It starts, and answers, without a cache. The JVM keeps a host's address for 30 seconds: set
 * the security property {@code networkaddress.cache.ttl} to 5, or a failover lasts that long.
 */
public final class HardenedUsers implements Users, AutoCloseable {
  private final UnifiedJedis redis;
  private final BulkheadUserStore store;
  private final FaultTolerantUserCache cache;
  private final CacheAsideWithLeases users;

  // tag::compose[]
  private HardenedUsers(Builder settings) {
    store = new BulkheadUserStore(settings.store, settings.storeCalls, settings.storeWait);
    Runnable reconnect;
    if (settings.clusterMode) {
      redis = DeadlineClients.cluster(settings.endpoint, settings.tls);
      reconnect = () -> {}; // The cluster itself says which node to turn to.
    } else {
      RedisClient client = DeadlineClients.redis(settings.endpoint, settings.tls);
      redis = client;
      reconnect = client.getPool()::clear;
    }
    cache =
        new FaultTolerantUserCache(
            new RedisLeasedUserCache(redis, settings.times), settings.deadline, reconnect);
    users = new CacheAsideWithLeases(store, cache, settings.patience);
  }

  // end::compose[]

  /** Returns a builder with defaults for everything but these two. */
  public static Builder builder(UserStore store, URI endpoint) {
    return new Builder(store, endpoint);
  }

  @Override
  public Optional<UserInfo> find(long id) {
    return users.find(id);
  }

  @Override
  public void save(User user) {
    users.save(user);
  }

  @Override
  public void delete(long id) {
    users.delete(id);
  }

  @Override
  public CacheStats stats() {
    return users.stats();
  }

  /** Returns what happened so far. */
  public CacheMetrics metrics() {
    CacheStats reads = users.stats();
    Map<CacheFault, Long> faults = new EnumMap<>(CacheFault.class);
    for (CacheFault kind : CacheFault.values()) {
      faults.put(kind, cache.faults(kind));
    }
    return new CacheMetrics(
        reads.hits(),
        0,
        reads.misses(),
        users.loads(),
        faults,
        store.rejected(),
        cache.owedEvictions(),
        cache.lostEvictions(),
        cache.latency(),
        cache.isOpen());
  }

  /** Makes the evictions still owed, and closes the connections to the cache. */
  @Override
  public void close() {
    cache.close();
    redis.close();
  }

  /** The settings; each has a default that suits a cache in the same availability zone. */
  public static final class Builder {
    private final UserStore store;
    private final URI endpoint;
    private boolean clusterMode;
    private SslOptions tls = SslOptions.defaults();
    private CacheTimes times = CacheTimes.defaults();
    private Duration deadline = Duration.ofMillis(100);
    private Duration patience = Duration.ofSeconds(3);
    private int storeCalls = 10;
    private Duration storeWait = Duration.ofMillis(100);

    private Builder(UserStore store, URI endpoint) {
      this.store = store;
      this.endpoint = endpoint;
    }

    /** A trust store of your own for {@code rediss://}; default: what the JVM trusts. */
    public Builder tls(SslOptions options) {
      this.tls = options;
      return this;
    }

    /** The endpoint is a cluster's configuration endpoint, or a serverless cache's. */
    public Builder clusterMode() {
      this.clusterMode = true;
      return this;
    }

    /** How long copies, absences and leases live; default: an hour, half a minute, two seconds. */
    public Builder times(CacheTimes lives) {
      this.times = lives;
      return this;
    }

    /** When a call to the cache is given up; default: 100 ms. */
    public Builder deadline(Duration limit) {
      this.deadline = limit;
      return this;
    }

    /** How long a reader waits for somebody else's load; default: 3 s, longer than a lease. */
    public Builder patience(Duration limit) {
      this.patience = limit;
      return this;
    }

    /** How many requests the store gets at once, and how long others wait; default: 10, 100 ms. */
    public Builder storeCalls(int most, Duration wait) {
      this.storeCalls = most;
      this.storeWait = wait;
      return this;
    }

    /** Opens the connections in the background; fails only if the endpoint is no endpoint. */
    public HardenedUsers build() {
      return new HardenedUsers(this);
    }
  }
}
