package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.time.Duration;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/**
 * Expiry, and what a second SET does to it.
 *
 * <p>Often believed: a key that expires in an hour still does after its value is replaced.
 */
public final class TimeToLive implements Lab {
  private static final String KEY = "tour:page";
  private static final Duration HOUR = Duration.ofHours(1);

  private final UnifiedJedis redis;

  /** Sets keys on this server. */
  public TimeToLive(UnifiedJedis redis) {
    this.redis = redis;
  }

  // tag::wrong[]
  /** Returns the time to live after a plain SET: -1 means for ever. */
  long plainSet() {
    redis.set(KEY, "one", SetParams.setParams().ex(HOUR.toSeconds()));
    redis.set(KEY, "two");
    return redis.ttl(KEY);
  }

  // end::wrong[]

  // tag::right[]
  /** Returns the time to live after a SET that says what should become of it. */
  long keepTtl() {
    redis.set(KEY, "one", SetParams.setParams().ex(HOUR.toSeconds()));
    redis.set(KEY, "two", SetParams.setParams().keepTtl());
    return redis.ttl(KEY);
  }

  // end::right[]

  @Override
  public void run(PrintStream out) {
    say(out, "after SET … EX 3600, then SET", inWords(plainSet()));
    say(out, "after SET … EX 3600, then SET … KEEPTTL", inWords(keepTtl()));
    redis.del(KEY);
  }

  private static String inWords(long ttl) {
    return ttl == -1 ? "never expires" : "expires within the hour";
  }
}
