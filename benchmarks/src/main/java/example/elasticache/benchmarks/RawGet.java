package example.elasticache.benchmarks;

import example.elasticache.cacheaside.leases.RedisLeasedUserCache;
import java.net.URI;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import redis.clients.jedis.RedisClient;

/** The base of all ratios: GET by a pooled Jedis client, of a text that nobody then reads. */
final class RawGet {

  /** Returns the base over the users, which is measured against itself as well. */
  static Variant by(RedisClient redis) {
    String[] keys =
        LongStream.rangeClosed(0, Interleaved.USERS)
            .mapToObj(RedisLeasedUserCache.KEYS::key)
            .toArray(String[]::new);
    return by(id -> redis.get(keys[(int) id]));
  }

  /** Returns the base by this GET of each user's key. */
  static Variant by(LongFunction<?> get) {
    return Variant.theirs("raw-get", "Raw GET, measured against itself", get);
  }

  /** Returns a client by Jedis' defaults: they wait long enough for a busy machine. */
  static RedisClient client(URI redis) {
    return RedisClient.create(redis.getHost(), redis.getPort());
  }

  private RawGet() {}
}
