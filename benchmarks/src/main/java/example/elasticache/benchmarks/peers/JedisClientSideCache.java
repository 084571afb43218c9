package example.elasticache.benchmarks.peers;

import java.net.URI;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.csc.DefaultCache;

/** Jedis with its own client-side cache, kept coherent by the server's invalidations. */
public final class JedisClientSideCache {

  /** Returns a client that keeps up to ten thousand replies in this JVM. */
  public static RedisClient create(URI redis) {
    return RedisClient.builder()
        .hostAndPort(redis.getHost(), redis.getPort())
        .cache(new AlsoOnOlderServers())
        .build();
  }

  /**
   * Jedis takes servers from Redis 7.4 only, and Valkey calls itself 7.2; the commands are older.
   */
  private static final class AlsoOnOlderServers extends DefaultCache {
    AlsoOnOlderServers() {
      super(10_000);
    }

    @Override
    public boolean compatibilityMode() {
      return true;
    }
  }

  private JedisClientSideCache() {}
}
