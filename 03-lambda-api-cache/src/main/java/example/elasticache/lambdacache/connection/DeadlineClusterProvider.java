package example.elasticache.lambdacache.connection;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.providers.ClusterConnectionProvider;

/**
 * The nodes of a cluster, each with a pool of connections that obey the {@link Deadline}.
 *
 * <p>The client asks for the cluster's map again whenever a call fails, and waits for it. Here that
 * happens in the background: a caller never waits for more than its own call.
 */
final class DeadlineClusterProvider extends ClusterConnectionProvider {
  private static final int MAP_MILLIS = 1_000;

  private final Map<HostAndPort, ConnectionPool> pools = new ConcurrentHashMap<>();
  private final JedisClientConfig config;
  private final ExecutorService renewer;
  private final HostAndPort seed;

  DeadlineClusterProvider(Set<HostAndPort> seeds, JedisClientConfig config) {
    super(seeds, forTheMap(config), poolForTheMap());
    this.config = config;
    this.seed = seeds.iterator().next();
    // One renewal at a time; who asks for another one meanwhile is served by it.
    this.renewer =
        new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              var thread = new Thread(task, "renew-cluster-map");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Lambda gives a function ten seconds to start: it starts without the map rather than not. */
  private static JedisClientConfig forTheMap(JedisClientConfig config) {
    return DefaultJedisClientConfig.builder()
        .from(config)
        .connectionTimeoutMillis(MAP_MILLIS)
        .socketTimeoutMillis(MAP_MILLIS)
        .build();
  }

  /** The client's own pools serve for the cluster's map only, and keep nothing open. */
  private static ConnectionPoolConfig poolForTheMap() {
    ConnectionPoolConfig pool = CacheClient.pool();
    pool.setMaxIdle(0);
    return pool;
  }

  // tag::renew[]
  @Override
  public void renewSlotCache() {
    renewer.execute(
        () -> {
          super.renewSlotCache();
          closePoolsOfLostNodes();
        });
  }

  @Override
  public void renewSlotCache(Connection connection) {
    renewSlotCache();
  }

  // end::renew[]

  private void closePoolsOfLostNodes() {
    Set<String> known = getNodes().keySet();
    for (HostAndPort node : pools.keySet()) {
      // The endpoint's own stays: it is asked when there is no map.
      if (!node.equals(seed) && !known.contains(node.toString())) {
        pools.remove(node).close();
      }
    }
  }

  @Override
  public Connection getConnection(HostAndPort node) {
    return pools.computeIfAbsent(node, this::pool).getResource();
  }

  private ConnectionPool pool(HostAndPort node) {
    return new ConnectionPool(
        new ConnectionFactory(new DeadlineSocketFactory(node, config), config), CacheClient.pool());
  }

  @Override
  public Connection getConnectionFromSlot(int slot) {
    HostAndPort node = getNode(slot);
    if (node == null) {
      // Without a map, ask the endpoint itself: it has the slot, knows who has it, or says why not.
      renewSlotCache();
      return getConnection(seed);
    }
    return getConnection(node);
  }

  /** Closes all connections that are not in use. */
  void clear() {
    pools.values().forEach(ConnectionPool::clear);
  }

  @Override
  public void close() {
    renewer.shutdownNow();
    pools.values().forEach(ConnectionPool::close);
    super.close();
  }
}
