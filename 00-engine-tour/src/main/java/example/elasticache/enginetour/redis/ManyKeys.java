package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import example.elasticache.enginetour.Times;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/**
 * A page that needs a hundred keys of one server.
 *
 * <p>Often believed: Redis is fast, so a loop of GETs is, too. The loop waits a hundred times for
 * the network.
 */
public final class ManyKeys implements Lab {
  // In braces, so that a serverless cache, which is a cluster, has them all in one slot.
  private static final List<String> KEYS =
      IntStream.range(0, 100).mapToObj(i -> "tour:{items}:" + i).toList();

  private final UnifiedJedis redis;

  /** Reads from this server. */
  public ManyKeys(UnifiedJedis redis) {
    this.redis = redis;
  }

  /** Writes every second key: a reader must bear that the others are missing. */
  void begin() {
    clear();
    for (int i = 0; i < KEYS.size(); i += 2) {
      redis.set(KEYS.get(i), "item " + i, SetParams.setParams().ex(60));
    }
  }

  // tag::wrong[]
  /** One command after the other. */
  List<String> loop() {
    List<String> values = new ArrayList<>();
    for (String key : KEYS) {
      values.add(redis.get(key));
    }
    return values;
  }

  // end::wrong[]

  // tag::right[]
  /** One command; the answers are in the order of the keys, and what is missing is null. */
  List<String> together() {
    return redis.mget(KEYS.toArray(String[]::new));
  }

  // end::right[]

  void clear() {
    redis.del(KEYS.toArray(String[]::new));
  }

  @Override
  public void run(PrintStream out) throws Exception {
    begin();
    say(out, "100 × GET, beside one MGET", Times.asLong(this::loop, this::together));
    say(out, "found, of 100", together().stream().filter(Objects::nonNull).count());
    clear();
  }
}
