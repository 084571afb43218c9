package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/**
 * A cache that is full, under three settings. It needs a server of its own, with little memory.
 *
 * <p>Often believed: a cache that is full throws something out. Under {@code volatile-lru}, which
 * ElastiCache Serverless always has, it throws out only keys that have an expiry; when none has, it
 * refuses to write.
 */
public final class Eviction implements Lab {
  private static final int WRITES = 6_000;
  private static final String VALUE = "x".repeat(1_024);

  private final UnifiedJedis small;

  /** Fills this server, which has room for less than 6 MB. */
  public Eviction(UnifiedJedis small) {
    this.small = small;
  }

  /** How many of the writes were refused, and how many keys are there at the end. */
  record Outcome(int refused, long kept) {
    @Override
    public String toString() {
      return refused > 0
          ? "OOM, %,d of %,d writes refused".formatted(refused, WRITES)
          : "no write refused, %,d keys made room".formatted(WRITES - kept);
    }
  }

  // tag::fill[]
  /** Writes six megabytes under a policy, with an expiry or without. */
  Outcome fill(String policy, boolean expiring) {
    small.flushAll();
    small.configSet("maxmemory-policy", policy);
    SetParams life = expiring ? SetParams.setParams().ex(3_600) : SetParams.setParams();
    int refused = 0;
    for (int i = 0; i < WRITES; i++) {
      try {
        small.set("tour:fill:" + i, VALUE, life);
      } catch (JedisDataException e) {
        if (!e.getMessage().startsWith("OOM")) {
          throw e;
        }
        refused++;
      }
    }
    return new Outcome(refused, small.dbSize());
  }

  // end::fill[]

  @Override
  public void run(PrintStream out) {
    say(out, "volatile-lru, keys without expiry", fill("volatile-lru", false));
    say(out, "volatile-lru, keys with expiry", fill("volatile-lru", true));
    say(out, "allkeys-lru, keys without expiry", fill("allkeys-lru", false));
  }
}
