package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Engine;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.UnifiedJedis;

/**
 * A one-time code in a session that should end before the session does.
 *
 * <p>Often believed: expiry is per key, so a field that ends earlier needs a key of its own. Since
 * Redis 7.4 and Valkey 9.0 a field has an expiry, too.
 */
public final class FieldExpiry implements Lab {
  private static final String SESSION = "tour:session:code";
  private static final Duration SOON = Duration.ofMillis(20);

  private final UnifiedJedis redis;

  /** Keeps its session on this server. */
  public FieldExpiry(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public Optional<String> missing() {
    return Engine.of(redis).lacks("expiry of a hash field (HPEXPIRE)", "7.4", "9.0");
  }

  // tag::wrong[]
  /** The expiry of the key takes the whole session along. */
  Set<String> leftAfterExpiryOfKey() throws InterruptedException {
    begin();
    redis.pexpire(SESSION, SOON.toMillis());
    return left();
  }

  // end::wrong[]

  // tag::right[]
  /** The expiry of the field leaves the rest. */
  Set<String> leftAfterExpiryOfField() throws InterruptedException {
    begin();
    redis.hpexpire(SESSION, SOON.toMillis(), "code");
    return left();
  }

  // end::right[]

  private void begin() {
    redis.del(SESSION);
    redis.hset(SESSION, Map.of("user", "ada", "code", "493817"));
    redis.expire(SESSION, 3_600);
  }

  private Set<String> left() throws InterruptedException {
    Thread.sleep(2 * SOON.toMillis());
    return new TreeSet<>(redis.hkeys(SESSION));
  }

  @Override
  public void run(PrintStream out) throws InterruptedException {
    say(out, "PEXPIRE on the session, a moment later", leftAfterExpiryOfKey());
    say(out, "HPEXPIRE on its field \"code\", a moment later", leftAfterExpiryOfField());
    redis.del(SESSION);
  }
}
