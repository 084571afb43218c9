package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Engine;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/**
 * Counting visits in a string.
 *
 * <p>Often believed: each command is atomic, so GET, add one and SET count right.
 */
public final class Counter implements Lab {
  private static final String KEY = "tour:visits";

  private final UnifiedJedis redis;

  /** Counts on this server. */
  public Counter(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public Optional<String> missing() {
    return Engine.of(redis).lacks("SET with KEEPTTL", "6.0", "7.2");
  }

  // tag::wrong[]
  /** Two visitors come at once: both read before either writes. */
  long readAddWrite() {
    begin();
    long one = Long.parseLong(redis.get(KEY));
    long other = Long.parseLong(redis.get(KEY));
    redis.set(KEY, String.valueOf(one + 1), SetParams.setParams().keepTtl());
    redis.set(KEY, String.valueOf(other + 1), SetParams.setParams().keepTtl());
    return Long.parseLong(redis.get(KEY));
  }

  // end::wrong[]

  // tag::right[]
  /** The server reads, adds and writes in one command. */
  long increment() {
    begin();
    redis.incr(KEY);
    redis.incr(KEY);
    return Long.parseLong(redis.get(KEY));
  }

  // end::right[]

  private void begin() {
    redis.set(KEY, "0", SetParams.setParams().ex(3_600));
  }

  @Override
  public void run(PrintStream out) {
    say(out, "two visits by GET, add one, SET", readAddWrite());
    say(out, "two visits by INCR", increment());
  }
}
