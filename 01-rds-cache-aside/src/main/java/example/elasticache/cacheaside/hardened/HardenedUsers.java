package example.elasticache.cacheaside.hardened;

import example.elasticache.cacheaside.CacheStats;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import example.elasticache.cacheaside.Users;
import example.elasticache.cacheaside.degradation.BulkheadUserStore;
import example.elasticache.cacheaside.degradation.CacheFault;
import example.elasticache.cacheaside.degradation.DeadlineClients;
import example.elasticache.cacheaside.degradation.DeadlineSocketFactory;
import example.elasticache.cacheaside.degradation.FaultTolerantUserCache;
import example.elasticache.cacheaside.leases.CacheAsideInBulk;
import example.elasticache.cacheaside.leases.CacheAsideWithLeases;
import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.LeasedUserCache;
import example.elasticache.cacheaside.leases.RedisLeasedUserCache;
import example.elasticache.cacheaside.near.Invalidations;
import example.elasticache.cacheaside.near.NearUserCache;
import example.elasticache.cacheaside.near.TrackingConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
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
  private final RedisLeasedUserCache slots;
  private final FaultTolerantUserCache cache;
  private final Optional<NearUserCache> near;
  private final Optional<Invalidations> invalidations;
  private final CacheAsideWithLeases one;
  private final CacheAsideInBulk many;

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
    slots = new RedisLeasedUserCache(redis, settings.times);
    cache = new FaultTolerantUserCache(slots, settings.deadline, reconnect);
    near = settings.nearLife().map(life -> new NearUserCache(cache, settings.nearCopies, life));
    invalidations = near.map(target -> new Invalidations(settings::track, target));
    LeasedUserCache outermost = near.isPresent() ? near.get() : cache;
    one = new CacheAsideWithLeases(store, outermost, settings.patience);
    many = new CacheAsideInBulk(store, outermost);
  }

  // end::compose[]

  /** Returns a builder with defaults for everything but these two. */
  public static Builder builder(UserStore store, URI endpoint) {
    return new Builder(store, endpoint);
  }

  @Override
  public Optional<UserInfo> find(long id) {
    return one.find(id);
  }

  /** Returns those of the users that exist, in one round trip for each 250. */
  public Map<Long, UserInfo> findAll(Collection<Long> ids) {
    return many.findAll(ids);
  }

  @Override
  public void save(User user) {
    one.save(user);
  }

  @Override
  public void delete(long id) {
    one.delete(id);
  }

  @Override
  public CacheStats stats() {
    CacheStats single = one.stats();
    CacheStats bulk = many.stats();
    return new CacheStats(single.hits() + bulk.hits(), single.misses() + bulk.misses());
  }

  /** Returns what happened so far. */
  public CacheMetrics metrics() {
    Map<CacheFault, Long> faults = new EnumMap<>(CacheFault.class);
    for (CacheFault kind : CacheFault.values()) {
      faults.put(kind, cache.faults(kind));
    }
    CacheStats reads = stats();
    return new CacheMetrics(
        reads.hits(),
        near.map(NearUserCache::hits).orElse(0L),
        reads.misses(),
        one.loads() + many.stats().misses(),
        faults,
        slots.unreadable(),
        store.rejected(),
        cache.owedEvictions(),
        cache.lostEvictions(),
        cache.latency(),
        cache.isOpen(),
        near.map(NearUserCache::isCoherent).orElse(false));
  }

  /** Makes the evictions still owed, and closes the connections to the cache. */
  @Override
  public void close() {
    invalidations.ifPresent(Invalidations::close);
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
    private int nearCopies;
    private Duration nearLife;
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
      this.deadline = some(limit, "A call to the cache");
      return this;
    }

    /** How long a reader waits for somebody else's load; default: 3 s, longer than a lease. */
    public Builder patience(Duration limit) {
      this.patience = some(limit, "A reader behind another's load");
      return this;
    }

    /** How many requests the store gets at once, and how long others wait; default: 10, 100 ms. */
    public Builder storeCalls(int most, Duration wait) {
      this.storeCalls = oneOrMore(most, "The store gets", "request");
      this.storeWait = wait;
      return this;
    }

    /**
     * Keeps up to so many copies in this JVM too, each no longer than this; default: none.
     *
     * <p>See the package {@link example.elasticache.cacheaside.near} for when it is worth it.
     */
    public Builder nearCache(int most, Duration longest) {
      this.nearCopies = oneOrMore(most, "A near cache keeps", "copy");
      this.nearLife = some(longest, "A copy in this JVM");
      return this;
    }

    private static Duration some(Duration time, String who) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(who + " needs some time, not " + time + ".");
      }
      return time;
    }

    private static int oneOrMore(int number, String who, String what) {
      if (number < 1) {
        throw new IllegalArgumentException(who + " 1 " + what + " or more, not " + number + ".");
      }
      return number;
    }

    private Optional<Duration> nearLife() {
      if (clusterMode && nearLife != null) {
        throw new IllegalArgumentException(
            "A near cache needs cluster mode disabled: each node of a cluster tells of its own keys only.");
      }
      return Optional.ofNullable(nearLife);
    }

    private TrackingConnection track(Invalidations.Target target) {
      JedisClientConfig config = DeadlineClients.config(endpoint, tls);
      var server = new HostAndPort(endpoint.getHost(), endpoint.getPort());
      return new TrackingConnection(
          new DeadlineSocketFactory(server, config),
          config,
          RedisLeasedUserCache.KEYS.prefix(),
          target);
    }

    /** Opens the connections in the background; fails only if the endpoint is no endpoint. */
    public HardenedUsers build() {
      return new HardenedUsers(this);
    }
  }
}
