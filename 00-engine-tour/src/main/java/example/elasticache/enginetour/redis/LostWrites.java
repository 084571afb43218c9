package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A primary that dies before its replica has everything, and the promotion of the replica.
 *
 * <p>Often believed: a write that was answered with OK is safe as soon as there is a replica.
 */
public final class LostWrites implements Lab {
  private static final int WRITES = 100;
  private static final String KEY = "tour:payment:";

  private final Pair pair;

  /** Breaks this pair. */
  public LostWrites(Pair pair) {
    this.pair = pair;
  }

  /** How many writes were answered with OK, and how many of them the promoted replica has. */
  record Outcome(int acknowledged, long found) {
    @Override
    public String toString() {
      return "%d acknowledged, %d found".formatted(acknowledged, found);
    }
  }

  // tag::right[]
  /** Lets the primary refuse writes when no replica is near; returns its words. */
  String refusedWhenAlone() throws InterruptedException {
    try (var primary = Clients.redis(pair.primary())) {
      primary.configSet("min-replicas-to-write", "1");
      primary.configSet("min-replicas-max-lag", "1");
      pair.breakLink();
      try {
        return firstRefusal(primary);
      } finally {
        pair.healLink();
        primary.configSet("min-replicas-to-write", "0");
      }
    }
  }

  // end::right[]

  /** It notices after a second or two: what was written until then may still be lost. */
  private static String firstRefusal(RedisClient primary) throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      try {
        primary.set(KEY + "alone", "paid");
      } catch (JedisDataException e) {
        return e.getMessage();
      }
      Thread.sleep(20);
    }
    return "no refusal";
  }

  // tag::wrong[]
  /** Writes while the link is slow, kills the primary, and promotes the replica. */
  Outcome killAndPromote() {
    int acknowledged = 0;
    pair.holdLink();
    try (var primary = Clients.redis(pair.primary())) {
      for (int i = 0; i < WRITES; i++) {
        acknowledged += primary.set(KEY + i, "paid").equals("OK") ? 1 : 0;
      }
    }
    pair.killPrimary();
    pair.promoteReplica();
    try (var promoted = Clients.redis(pair.primary())) {
      long found = 0;
      for (int i = 0; i < WRITES; i++) {
        found += promoted.exists(KEY + i) ? 1 : 0;
      }
      return new Outcome(acknowledged, found);
    }
  }

  // end::wrong[]

  @Override
  public void run(PrintStream out) throws InterruptedException {
    say(out, "min-replicas-to-write 1, no replica near", refusedWhenAlone());
    say(out, "primary killed, slow replica promoted", killAndPromote());
  }
}
