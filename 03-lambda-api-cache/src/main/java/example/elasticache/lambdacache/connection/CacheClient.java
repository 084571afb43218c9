package example.elasticache.lambdacache.connection;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisCredentials;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The client of one sandbox: two connections at most, opened when they are needed.
 *
 * <p>Nothing keeps working in the background: a sandbox is frozen between two events. One client
 * lives as long as the sandbox, and threads may share it.
 */
public final class CacheClient implements AutoCloseable {
  /** Long, because the first connection to a serverless cache may take seconds. */
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private static final Duration READ = Duration.ofSeconds(3);
  private static final Duration POOL_WAIT = Duration.ofMillis(50);

  // A sandbox has one event at a time. The second place is for a connection that is being dropped.
  private static final int CONNECTIONS = 2;

  private final UnifiedJedis jedis;
  private final Runnable drop;

  private CacheClient(UnifiedJedis jedis, Runnable drop) {
    this.jedis = jedis;
    this.drop = drop;
  }

  // tag::single[]
  /** Returns a client for a cache with cluster mode disabled; the login is asked for each time. */
  public static CacheClient single(URI endpoint, Supplier<RedisCredentials> login, SslOptions tls) {
    JedisClientConfig config = config(endpoint, login, tls);
    var sockets = new DeadlineSocketFactory(hostAndPort(endpoint), config);
    RedisClient client =
        RedisClient.builder()
            .clientConfig(config)
            .connectionProvider(
                new PooledConnectionProvider(new ConnectionFactory(sockets, config), pool()))
            .build();
    return new CacheClient(client, () -> client.getPool().clear());
  }

  // end::single[]

  /** Returns a client for a cache in cluster mode, as every serverless cache is. */
  public static CacheClient cluster(
      URI endpoint, Supplier<RedisCredentials> login, SslOptions tls) {
    JedisClientConfig config = config(endpoint, login, tls);
    Set<HostAndPort> seeds = Set.of(hostAndPort(endpoint));
    // Else a function could not start while its cache is down.
    System.setProperty(RedisClusterClient.INIT_NO_ERROR_PROPERTY, "true");
    var nodes = new DeadlineClusterProvider(seeds, config);
    RedisClusterClient client =
        RedisClusterClient.builder()
            .nodes(seeds)
            .clientConfig(config)
            .connectionProvider(nodes)
            // One more try, for the node that a MOVED reply names.
            .maxAttempts(2)
            .build();
    return new CacheClient(client, nodes::clear);
  }

  /** Returns the login that the endpoint itself names, if it names one. */
  public static Supplier<RedisCredentials> loginOf(URI endpoint) {
    String user = JedisURIHelper.getUser(endpoint);
    String password = JedisURIHelper.getPassword(endpoint);
    return () ->
        new DefaultRedisCredentials(user, password == null ? null : password.toCharArray());
  }

  private static JedisClientConfig config(
      URI endpoint, Supplier<RedisCredentials> login, SslOptions tls) {
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
            // Unless it is told, the client opens a connection at once, to find out.
            .protocol(RedisProtocol.RESP3)
            .credentialsProvider(() -> credentials(login));
    if (JedisURIHelper.isRedisSSLScheme(endpoint)) {
      config.sslOptions(tls);
    }
    return config.build();
  }

  /**
   * A login that cannot be made is a fault of the cache like others; it must not end the sandbox.
   */
  private static RedisCredentials credentials(Supplier<RedisCredentials> login) {
    try {
      return login.get();
    } catch (RuntimeException e) {
      throw new JedisAccessControlException("The login to the cache cannot be made.", e);
    }
  }

  private static HostAndPort hostAndPort(URI endpoint) {
    return new HostAndPort(endpoint.getHost(), endpoint.getPort());
  }

  // tag::pool[]
  static ConnectionPoolConfig pool() {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMinIdle(0);
    pool.setMaxWait(POOL_WAIT);
    // No upkeep: its thread would be frozen with the sandbox, and would find what is dead too late.
    pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
    pool.setTestWhileIdle(false);
    return pool;
  }

  // end::pool[]

  /** Returns the client itself. */
  public UnifiedJedis jedis() {
    return jedis;
  }

  /** Closes all connections that are not in use; the next call opens a new one. */
  public void drop() {
    drop.run();
  }

  @Override
  public void close() {
    jedis.close();
  }
}
