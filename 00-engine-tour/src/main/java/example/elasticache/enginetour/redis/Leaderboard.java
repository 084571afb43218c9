package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Engine;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ZRangeParams;

/**
 * A ranking in a sorted set, where whoever reached a score first stands above who reached it later.
 *
 * <p>Often believed: add a fraction to the score that shrinks with time, and ties break themselves.
 * A score is a double. It has 53 bits for points and fraction together, and at ten million points
 * what is left for the fraction moves on only every 18.6 seconds.
 */
public final class Leaderboard implements Lab {
  private static final String BOARD = "tour:{board}:fraction";
  private static final String FAIR_BOARD = "tour:{board}:fair";
  private static final String ENTRIES = "tour:{board}:entries";
  private static final String TURNS = "tour:{board}:turns";

  private static final Instant OPENING = Instant.parse("2026-11-25T09:00:00Z");
  private static final Duration LATER = Duration.ofSeconds(5);

  /** The largest whole number up to which a double has all of them. */
  private static final long EXACT = 1L << 53;

  private final UnifiedJedis redis;

  /** Ranks on this server. */
  public Leaderboard(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public Optional<String> missing() {
    return Engine.of(redis).lacks("ZRANGE with REV", "6.2", "7.2");
  }

  // tag::wrong[]
  /** The usual trick: the points, and a fraction that is larger the earlier it was. */
  static double withFraction(long points, Instant reached) {
    return points + 1 - reached.toEpochMilli() / 1e13;
  }

  // end::wrong[]

  /** Ada reaches the score five seconds before Zoe. */
  List<String> rankedByFraction(long points) {
    redis.del(BOARD);
    redis.zadd(BOARD, withFraction(points, OPENING), "ada");
    redis.zadd(BOARD, withFraction(points, OPENING.plus(LATER)), "zoe");
    return redis.zrange(BOARD, ZRangeParams.zrangeParams(0, -1).rev());
  }

  // tag::script[]
  /** Equal scores are ordered by their members, so the member begins with its turn. */
  private static final String SUBMIT =
      """
      local before = redis.call('HGET', KEYS[2], ARGV[1])
      if before then
        -- Whoever repeats a score keeps the place.
        if tonumber(redis.call('ZSCORE', KEYS[1], before)) == -tonumber(ARGV[2]) then return 0 end
        redis.call('ZREM', KEYS[1], before)
      end
      local turn = redis.call('INCR', KEYS[3])
      local member = string.format('%016.0f', turn) .. ':' .. ARGV[1]
      redis.call('ZADD', KEYS[1], '-' .. ARGV[2], member)
      redis.call('HSET', KEYS[2], ARGV[1], member)
      return 1
      """;

  // end::script[]

  // tag::right[]
  /** Notes a player's score; exact up to 2^53 points. */
  void submit(String player, long points) {
    if (points < 0 || points > EXACT) {
      throw new IllegalArgumentException("A score of " + points + " cannot be ranked exactly.");
    }
    redis.eval(
        SUBMIT, List.of(FAIR_BOARD, ENTRIES, TURNS), List.of(player, String.valueOf(points)));
  }

  /** Returns the players, the best first. */
  List<String> ranked() {
    // The scores are negative, so that rising order is best first and, among equals, first come.
    return redis.zrange(FAIR_BOARD, 0, -1).stream()
        .map(member -> member.substring(member.indexOf(':') + 1))
        .toList();
  }

  // end::right[]

  void clear() {
    redis.del(BOARD, FAIR_BOARD, ENTRIES, TURNS);
  }

  @Override
  public void run(PrintStream out) {
    clear();
    say(out, "fraction, 1,000 points each, Ada 5 s earlier", rankedByFraction(1_000));
    say(out, "fraction, 10,000,000 points each, Ada 5 s earlier", rankedByFraction(10_000_000));
    submit("ada", 10_000_000);
    submit("zoe", 10_000_000);
    say(out, "turn in the member, 10,000,000 points each", ranked());
    clear();
  }
}
