package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Automatic failover, as a client sees it that writes without a pause.
 *
 * <p>Often believed: with automatic failover nobody notices. There is a gap of seconds, in which
 * every write fails, and an application must decide what to do with it.
 */
public final class Failover implements Lab {
  private static final String KEY = "tour:numbers";
  private static final int BEFORE = 100;
  private static final int AFTER = 100;
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Servers that elect a new primary by themselves. */
  public interface Watched {

    /** Returns the sentinels, whom a client asks for the primary. */
    Set<HostAndPort> sentinels();

    /** Returns what they call the primary. */
    String name();

    /** Ends the primary as SIGKILL does. */
    void killPrimary();
  }

  private final Watched group;

  /** Kills the primary of this group. */
  public Failover(Watched group) {
    this.group = group;
  }

  /** How long no write succeeded, how many failed, and how many of the others are gone. */
  record Outcome(Duration gap, int failed, int acknowledged, long lost) {}

  // tag::write[]
  /** Writes numbers, has the primary killed, and goes on until writes succeed again. */
  Outcome writeThrough() throws InterruptedException {
    List<String> acknowledged = new ArrayList<>();
    long gap = 0;
    int failed = 0;
    boolean killed = false;
    try (var redis = connect()) {
      redis.del(KEY);
      long begun = System.nanoTime();
      long last = begun;
      for (int number = 0; acknowledged.size() < BEFORE + AFTER; number++) {
        if (acknowledged.size() == BEFORE && !killed) {
          group.killPrimary();
          killed = true;
        }
        try {
          redis.sadd(KEY, String.valueOf(number));
          acknowledged.add(String.valueOf(number));
          gap = Math.max(gap, System.nanoTime() - last);
          last = System.nanoTime();
        } catch (JedisException e) {
          failed++;
          Thread.sleep(PAUSE.toMillis());
        }
        if (System.nanoTime() - begun > LIMIT.toNanos()) {
          throw new IllegalStateException("No new primary within " + LIMIT + ".");
        }
      }
      Set<String> found = redis.smembers(KEY);
      long lost = acknowledged.stream().filter(number -> !found.contains(number)).count();
      return new Outcome(Duration.ofNanos(gap), failed, acknowledged.size(), lost);
    }
  }

  // end::write[]

  // tag::connect[]
  /** The client asks a sentinel for the primary, and listens for news of it. */
  private RedisSentinelClient connect() {
    JedisClientConfig limits =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(1_000)
            .socketTimeoutMillis(1_000)
            .build();
    return RedisSentinelClient.builder()
        .masterName(group.name())
        .sentinels(group.sentinels())
        .clientConfig(limits)
        .sentinelClientConfig(limits)
        .poolConfig(Clients.pool())
        .build();
  }

  // end::connect[]

  @Override
  public void run(PrintStream out) throws InterruptedException {
    Outcome outcome = writeThrough();
    say(
        out,
        "gap between two successful writes",
        "~%.1f s".formatted(outcome.gap.toMillis() / 1e3));
    say(out, "writes that failed meanwhile", "~" + outcome.failed);
    say(
        out,
        "writes acknowledged, and lost",
        "%d, ~%d".formatted(outcome.acknowledged, outcome.lost));
  }
}
