package example.elasticache.s3metadata.degradation;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Clients of the cache, with a limit on every wait.
 *
 * <p>The library's own defaults wait for seconds, or for ever. A client pools its connections, is
 * thread-safe, and lives as long as the application.
 */
public final class RedisClients {
  /** Long, because the first connection to a serverless cache may take seconds: no caller waits. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private static final Duration READ = Duration.ofMillis(500);
  private static final Duration POOL_WAIT = Duration.ofMillis(50);
  private static final Duration UPKEEP = Duration.ofMillis(500);
  private static final int CONNECTIONS = 16;

  // tag::redis[]
  /** Returns a client for {@code redis://host:port} or {@code rediss://user:password@host:port}. */
  public static RedisClient redis(URI endpoint, SslOptions tls) {
    JedisClientConfig config = config(endpoint, tls);
    var sockets = new DeadlineSocketFactory(hostAndPort(endpoint), config);
    return RedisClient.builder()
        .connectionProvider(
            new PooledConnectionProvider(new ConnectionFactory(sockets, config), pool()))
        .build();
  }

  // end::redis[]

  // tag::cluster[]
  /** Returns a client for cluster mode, which a serverless cache always has. */
  public static RedisClusterClient cluster(URI endpoint, SslOptions tls) {
    JedisClientConfig config = config(endpoint, tls);
    Set<HostAndPort> seeds = Set.of(hostAndPort(endpoint));
    // Else an application could not start while its cache is down.
    System.setProperty(RedisClusterClient.INIT_NO_ERROR_PROPERTY, "true");
    return RedisClusterClient.builder()
        .nodes(seeds)
        .clientConfig(config)
        .connectionProvider(new DeadlineClusterProvider(seeds, config))
        // One more try, for the node that a MOVED reply names.
        .maxAttempts(2)
        .build();
  }

  // end::cluster[]

  private static JedisClientConfig config(URI endpoint, SslOptions tls) {
    String scheme = endpoint.getScheme();
    if (!"redis".equals(scheme) && !"rediss".equals(scheme)
        || endpoint.getHost() == null
        || endpoint.getPort() == -1) {
      // The endpoint itself may hold a password: it is not repeated.
      throw new IllegalArgumentException(
          "A Redis or Valkey endpoint is written redis://host:port or, with TLS,"
              + " rediss://host:port.");
    }
    var config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis((int) CONNECT.toMillis())
            .socketTimeoutMillis((int) READ.toMillis())
            .user(JedisURIHelper.getUser(endpoint))
            .password(JedisURIHelper.getPassword(endpoint));
    if (JedisURIHelper.isRedisSSLScheme(endpoint)) {
      config.sslOptions(tls);
    }
    return config.build();
  }

  private static HostAndPort hostAndPort(URI endpoint) {
    return new HostAndPort(endpoint.getHost(), endpoint.getPort());
  }

  // tag::pool[]
  static ConnectionPoolConfig pool() {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMaxWait(POOL_WAIT);
    // Kept full and checked in the background, so that few callers ever meet a dead connection.
    pool.setMinIdle(CONNECTIONS);
    pool.setTimeBetweenEvictionRuns(UPKEEP);
    pool.setTestWhileIdle(true);
    pool.setNumTestsPerEvictionRun(CONNECTIONS);
    pool.setMinEvictableIdleDuration(Duration.ofDays(1));
    return pool;
  }

  // end::pool[]

  private RedisClients() {}
}
