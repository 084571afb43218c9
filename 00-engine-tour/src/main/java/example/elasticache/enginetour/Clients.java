package example.elasticache.enginetour;

import example.elasticache.enginetour.memcached.TextTranscoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.MemcachedSessionLocator;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The clients, each with a limit on every wait.
 *
 * <p>The labs show what is right, not how fast it is, so the limits are wide. Chapter 01 has those
 * of an application.
 */
public final class Clients {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Returns a client for {@code redis://host:port}, or with TLS for {@code rediss://host:port}. */
  public static RedisClient redis(URI endpoint) {
    return RedisClient.builder()
        .hostAndPort(new HostAndPort(endpoint.getHost(), endpoint.getPort()))
        .clientConfig(config(endpoint))
        .poolConfig(pool())
        .build();
  }

  /** Returns a single connection, for what belongs to a connection, such as WAIT. */
  public static Jedis connection(URI endpoint) {
    return new Jedis(new HostAndPort(endpoint.getHost(), endpoint.getPort()), config(endpoint));
  }

  /** Returns a client for a cluster of which these are some nodes. */
  public static RedisClusterClient cluster(Set<InetSocketAddress> nodes) {
    Set<HostAndPort> seeds =
        nodes.stream()
            .map(node -> new HostAndPort(node.getHostString(), node.getPort()))
            .collect(Collectors.toSet());
    var limits =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis((int) LIMIT.toMillis())
            .socketTimeoutMillis((int) LIMIT.toMillis());
    return RedisClusterClient.builder()
        .nodes(seeds)
        .clientConfig(limits.build())
        .poolConfig(pool())
        .build();
  }

  /** Returns a client for these Memcached nodes, which spreads the keys by this rule. */
  public static MemcachedClient memcached(
      MemcachedSessionLocator locator, List<InetSocketAddress> nodes) {
    var builder = new XMemcachedClientBuilder(nodes);
    // The text protocol: once a binary client exists in a JVM, this library checks keys no more.
    builder.setCommandFactory(new TextCommandFactory());
    builder.setSessionLocator(locator);
    builder.setTranscoder(new TextTranscoder());
    builder.setConnectTimeout(LIMIT.toMillis());
    builder.setOpTimeout(LIMIT.toMillis());
    builder.setFailureMode(false);
    try {
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException("No connection to Memcached at " + nodes + ".", e);
    }
  }

  /** Returns a pool that nobody waits for without an end: by itself it has no limit. */
  public static ConnectionPoolConfig pool() {
    var pool = new ConnectionPoolConfig();
    pool.setMaxWait(LIMIT);
    return pool;
  }

  /** Returns the limits of one connection, and who logs in. */
  public static JedisClientConfig config(URI endpoint) {
    var config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis((int) LIMIT.toMillis())
            .socketTimeoutMillis((int) LIMIT.toMillis())
            .user(JedisURIHelper.getUser(endpoint))
            .password(JedisURIHelper.getPassword(endpoint));
    if (JedisURIHelper.isRedisSSLScheme(endpoint)) {
      config.sslOptions(SslOptions.defaults());
    }
    return config.build();
  }

  private Clients() {}
}
