package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Engine;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import redis.clients.jedis.UnifiedJedis;

/**
 * Who came on both days, from two sets.
 *
 * <p>Often believed: a set is a list without duplicates, so fetch it and let Java do the rest.
 */
public final class UniqueVisitors implements Lab {
  private static final String MONDAY = "tour:{visitors}:monday";
  private static final String TUESDAY = "tour:{visitors}:tuesday";

  private final UnifiedJedis redis;

  /** Keeps its sets on this server. */
  public UniqueVisitors(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public Optional<String> missing() {
    return Engine.of(redis).lacks("SINTERCARD", "7.0", "7.2");
  }

  /** How many came on both days, and how many values crossed the wire to find out. */
  record Answer(long visitors, long transferred) {
    @Override
    public String toString() {
      return "%,d visitors, values sent: %,d".formatted(visitors, transferred);
    }
  }

  // tag::wrong[]
  /** Fetches both sets. */
  Answer fetchAndIntersect() {
    Set<String> both = redis.smembers(MONDAY);
    Set<String> tuesday = redis.smembers(TUESDAY);
    int transferred = both.size() + tuesday.size();
    both.retainAll(tuesday);
    return new Answer(both.size(), transferred);
  }

  // end::wrong[]

  // tag::right[]
  /** Lets the server compare them. */
  Answer intersectOnServer() {
    return new Answer(redis.sintercard(MONDAY, TUESDAY), 1);
  }

  // end::right[]

  /** Ten thousand come each day, and half of Monday's again on Tuesday; each of them twice. */
  void visit() {
    clear();
    for (int visit = 0; visit < 2; visit++) {
      redis.sadd(MONDAY, visitors(0));
      redis.sadd(TUESDAY, visitors(5_000));
    }
  }

  private static String[] visitors(int first) {
    return IntStream.range(first, first + 10_000)
        .mapToObj(i -> "visitor-" + i)
        .toArray(String[]::new);
  }

  void clear() {
    redis.del(MONDAY, TUESDAY);
  }

  @Override
  public void run(PrintStream out) {
    visit();
    say(out, "SMEMBERS twice, compared in Java", fetchAndIntersect());
    say(out, "SINTERCARD", intersectOnServer());
    clear();
  }
}
