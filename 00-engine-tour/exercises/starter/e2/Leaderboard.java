package e2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The ranking of a game, in a sorted set. */
public final class Leaderboard {

  /** Some commands of Redis. */
  public interface Redis {

    /** ZADD: puts the member into the sorted set, with a score that has 53 bits. */
    void zadd(String key, double score, String member);

    /** ZRANGE: returns the members by rising score, and of equal scores by their bytes. */
    List<String> zrange(String key);

    /** INCR: adds one to a number, which begins at 0, and returns the sum. */
    long incr(String key);

    /** TIME: returns what the server's clock says, in microseconds. */
    Instant time();
  }

  private static final String BOARD = "game:{board}";
  private static final String TURNS = "game:{board}:turns";

  private final Redis redis;

  public Leaderboard(Redis redis) {
    this.redis = redis;
  }

  /** Notes the result of a player who has just finished. */
  public void finish(String player, long points) {
    // TODO How many of the 53 bits do ten million points leave for the fraction?
    double earlier = 1 - redis.time().toEpochMilli() / 1e13;
    redis.zadd(BOARD, points + earlier, player);
  }

  /** Returns the players, the best first. */
  public List<String> ranked() {
    // TODO In which order does Redis give you equal scores?
    List<String> players = new ArrayList<>(redis.zrange(BOARD));
    Collections.reverse(players);
    return players;
  }
}
