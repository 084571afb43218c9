package example.elasticache.cacheaside;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The clients, each with a limit on every wait.
 *
 * <p>The libraries' own defaults wait for seconds, or for ever. Each client pools its connections,
 * is thread-safe, and lives as long as the application.
 */
public final class Clients {
  private static final Duration CONNECT = Duration.ofMillis(200);
  private static final Duration READ = Duration.ofMillis(100);
  private static final Duration POOL_WAIT = Duration.ofMillis(50);
  private static final int CONNECTIONS = 16;

  // tag::redis[]
  /** Returns a client for {@code redis://host:port}, or with TLS for {@code rediss://host:port}. */
  public static RedisClient redis(URI endpoint) {
    // The default options check the server's certificate and the host name in it.
    return redis(endpoint, SslOptions.defaults());
  }

  /** As {@link #redis(URI)}, with a trust store of your own for {@code rediss://}. */
  public static RedisClient redis(URI endpoint, SslOptions tls) {
    Endpoints.checkRedis(endpoint);
    var config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis((int) CONNECT.toMillis())
            .socketTimeoutMillis((int) READ.toMillis())
            .user(JedisURIHelper.getUser(endpoint))
            .password(JedisURIHelper.getPassword(endpoint));
    if (JedisURIHelper.isRedisSSLScheme(endpoint)) {
      config.sslOptions(tls);
    }
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMaxWait(POOL_WAIT);
    return RedisClient.builder()
        .hostAndPort(new HostAndPort(endpoint.getHost(), endpoint.getPort()))
        .clientConfig(config.build())
        .poolConfig(pool)
        .build();
  }

  // end::redis[]

  // tag::memcached[]
  /** Returns a client for these Memcached nodes; it speaks no TLS. */
  public static MemcachedClient memcached(InetSocketAddress... nodes) {
    var builder = new XMemcachedClientBuilder(List.of(nodes));
    // The text protocol: once a binary client exists in a JVM, this library checks keys no more.
    builder.setCommandFactory(new TextCommandFactory());
    // Ketama: when a node joins, only that node's share of the keys moves.
    builder.setSessionLocator(new KetamaMemcachedSessionLocator());
    builder.setConnectTimeout(CONNECT.toMillis());
    builder.setOpTimeout(READ.toMillis());
    builder.setFailureMode(false);
    try {
      return builder.build();
    } catch (IOException e) {
      throw new CacheException("No connection to Memcached at " + List.of(nodes) + ".", e);
    }
  }

  // end::memcached[]

  /** Closes a Memcached client; unlike the others, it is not {@link AutoCloseable}. */
  static void close(MemcachedClient memcached) {
    try {
      memcached.shutdown();
    } catch (IOException e) {
      throw new CacheException("The Memcached client did not close.", e);
    }
  }

  // tag::database[]
  /** Returns a pool of database connections; a caller waits at most a second for one. */
  public static HikariDataSource database(String url, String user, String password) {
    Endpoints.checkMySql(url);
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(10);
    config.setConnectionTimeout(1_000);
    // How long an idle connection may take to prove that it lives: 5 seconds by default.
    config.setValidationTimeout(500);
    config.addDataSourceProperty("connectTimeout", "1000");
    config.addDataSourceProperty("socketTimeout", "2000");
    if (!Endpoints.isLocal(url) && !url.contains("sslMode")) {
      // The default takes an encrypted connection to anybody, and else an unencrypted one.
      config.addDataSourceProperty("sslMode", "VERIFY_IDENTITY");
    }
    return new HikariDataSource(config);
  }

  // end::database[]

  private Clients() {}
}
