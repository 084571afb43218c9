package example.elasticache.clustersetup;

import java.security.Security;
import java.time.Duration;
import java.util.Set;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.authentication.AuthXManager;
import software.amazon.awssdk.services.elasticache.model.Endpoint;

/**
 * Jedis clients for ElastiCache: TLS with host names checked, a token for each login, deadlines.
 */
public final class CacheClients {
  /** A serverless cache may take two seconds for its first connection. */
  private static final int CONNECT_MILLIS = 5_000;

  private static final int ANSWER_MILLIS = 1_000;
  private static final int CONNECTIONS = 8;

  private final SslOptions trust;

  private CacheClients(SslOptions trust) {
    this.trust = trust;
  }

  /** Trusts Amazon's certificates, as every JDK does. */
  public static CacheClients forAws() {
    return new CacheClients(SslOptions.defaults());
  }

  /** Trusts this store instead: for caches on this machine. */
  public static CacheClients trusting(java.nio.file.Path store, String password) {
    return new CacheClients(
        SslOptions.builder()
            .truststore(store.toFile(), password.toCharArray())
            .trustStoreType("PKCS12")
            .build());
  }

  // tag::dns[]
  /**
   * Has this JVM ask again where a name leads after so long; call it before the first connection.
   *
   * <p>A JDK keeps an answer for 30 seconds, and a failover changes what a name leads to.
   */
  public static void keepAddressesFor(Duration life) {
    Security.setProperty("networkaddress.cache.ttl", String.valueOf(life.toSeconds()));
    Security.setProperty("networkaddress.cache.negative.ttl", "1");
  }

  // end::dns[]

  // tag::clients[]
  private DefaultJedisClientConfig.Builder config() {
    // A token over a plain connection would be readable by everybody: here, nobody can send one.
    return DefaultJedisClientConfig.builder()
        .sslOptions(trust)
        .connectionTimeoutMillis(CONNECT_MILLIS)
        .socketTimeoutMillis(ANSWER_MILLIS);
  }

  /**
   * Returns a client for a serverless cache or a sharded group: both speak the cluster protocol.
   */
  public RedisClusterClient cluster(Endpoint endpoint, IamLogin login) {
    return RedisClusterClient.builder()
        .nodes(Set.of(new HostAndPort(endpoint.address(), endpoint.port())))
        .clientConfig(config().credentialsProvider(login).build())
        .poolConfig(pool())
        // What it repeats by itself, it repeats for every command: leave that to Retry.
        .maxAttempts(1)
        .build();
  }

  /** Returns a client for one endpoint of a cluster with cluster mode disabled. */
  public RedisClient single(Endpoint endpoint, IamLogin login) {
    return single(endpoint, config().credentialsProvider(login).build());
  }

  /**
   * Returns a client that also logs in again on its open connections; stop the manager after it.
   */
  public RedisClient longLived(Endpoint endpoint, AuthXManager manager) {
    return single(endpoint, config().authXManager(manager).build());
  }

  private static RedisClient single(Endpoint endpoint, DefaultJedisClientConfig config) {
    return RedisClient.builder()
        .hostAndPort(endpoint.address(), endpoint.port())
        .clientConfig(config)
        .poolConfig(pool())
        .build();
  }

  private static ConnectionPoolConfig pool() {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    // By default, one waits for a free connection for ever.
    pool.setMaxWait(Duration.ofMillis(ANSWER_MILLIS));
    return pool;
  }

  // end::clients[]
}
