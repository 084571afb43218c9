package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Engine;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
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
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final UnifiedJedis redis;

  /** Sets keys on this server. */
  public TimeToLive(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public Optional<String> missing() {
    return Engine.of(redis).lacks("SET with KEEPTTL", "6.0", "7.2");
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

  // tag::end[]
  /** Returns what is there when the time of the first SET is up. */
  String leftAfterItsTime(SetParams second) throws InterruptedException {
    // Together, so that the first cannot end before the second comes.
    try (var together = redis.multi()) {
      together.set(KEY, "one", SetParams.setParams().px(MOMENT.toMillis()));
      together.set(KEY, "two", second);
      together.exec();
    }
    Thread.sleep(2 * MOMENT.toMillis());
    return redis.get(KEY);
  }

  // end::end[]

  @Override
  public void run(PrintStream out) throws InterruptedException {
    say(out, "after SET … EX 3600, then SET", inWords(plainSet()));
    say(out, "after SET … EX 3600, then SET … KEEPTTL", inWords(keepTtl()));
    say(out, "SET … PX 50, then SET: a moment later", shown(new SetParams()));
    say(
        out,
        "SET … PX 50, then SET … KEEPTTL: a moment later",
        shown(SetParams.setParams().keepTtl()));
    redis.del(KEY);
  }

  private String shown(SetParams second) throws InterruptedException {
    String left = leftAfterItsTime(second);
    return left == null ? "gone" : "still \"" + left + "\"";
  }

  private static String inWords(long ttl) {
    return ttl == -1 ? "never expires" : "expires within the hour";
  }
}
