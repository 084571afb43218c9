package e2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class LeaderboardTest {
  private static final long MOST = 1L << 53;

  private final FakeRedis redis = new FakeRedis();
  private final Leaderboard board = new Leaderboard(redis);

  /** Sorted sets as in Redis, and a clock that only the test turns. */
  private static final class FakeRedis implements Leaderboard.Redis {
    private static final Comparator<Map.Entry<String, Double>> ORDER =
        Comparator.<Map.Entry<String, Double>>comparingDouble(Map.Entry::getValue)
            .thenComparing(Map.Entry::getKey, FakeRedis::byBytes);

    private final Map<String, Map<String, Double>> sets = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private long turnsBefore;
    private Instant now = Instant.parse("2026-11-25T09:00:00Z");

    private static int byBytes(String one, String other) {
      return Arrays.compareUnsigned(
          one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void zadd(String key, double score, String member) {
      // Redis knows no difference between 0 and -0.
      sets.computeIfAbsent(key, k -> new HashMap<>()).put(member, score + 0.0);
    }

    @Override
    public List<String> zrange(String key) {
      return sets.getOrDefault(key, Map.of()).entrySet().stream()
          .sorted(ORDER)
          .map(Map.Entry::getKey)
          .toList();
    }

    @Override
    public long incr(String key) {
      return numbers.merge(key, turnsBefore + 1, (before, begin) -> before + 1);
    }

    @Override
    public Instant time() {
      return now;
    }
  }

  @Test
  @Order(1)
  void morePointsStandAboveFewer() {
    board.finish("ada", 900);
    board.finish("zoe", 1_000);
    board.finish("kim", 1_000_000);
    board.finish("bob", 0);

    assertThat(board.ranked())
        .withFailMessage(
            "Kim has 1,000,000 points, Zoe 1,000, Ada 900 and Bob 0, and the ranking is %s.",
            board.ranked())
        .containsExactly("kim", "zoe", "ada", "bob");
  }

  @Test
  @Order(2)
  void ofEqualPointsTheFirstStandsFirst() {
    for (long points : List.of(1_000L, 10_000_000L, MOST)) {
      for (List<String> players : List.of(List.of("ada", "zoe"), List.of("zoe", "ada"))) {
        finishInTurn(players, points, 0, Duration.ofSeconds(5));
      }
    }
  }

  /** Lets them finish one after the other, and looks whether they stand so. */
  private static void finishInTurn(
      List<String> players, long points, long turnsBefore, Duration between) {
    var redis = new FakeRedis();
    redis.turnsBefore = turnsBefore;
    var board = new Leaderboard(redis);
    for (String player : players) {
      board.finish(player, points);
      redis.now = redis.now.plus(between);
    }

    List<String> ranked = board.ranked();

    assertThat(ranked)
        .withFailMessage(
            "With %,d points each%s, they finished %s: %s. But they stand: %s.",
            points,
            turnsBefore == 0 ? "" : " and after %,d earlier results".formatted(turnsBefore),
            between.isZero()
                ? "in the same microsecond, in this order"
                : between.toSeconds() + " seconds after each other",
            String.join(", ", players),
            String.join(", ", ranked))
        .isEqualTo(players);
  }

  @Test
  @Order(3)
  void alsoInTheSameMicrosecond() {
    for (List<String> players : List.of(List.of("ada", "zoe"), List.of("zoe", "ada"))) {
      finishInTurn(players, 10_000_000, 0, Duration.ZERO);
    }
  }

  @Test
  @Order(4)
  void alsoAfterABillionResults() {
    for (long before : List.of(8L, 98L, 99_999_998L, 999_999_998L, 9_999_999_998L)) {
      finishInTurn(List.of("zoe", "kim", "ada"), 10_000_000, before, Duration.ofSeconds(5));
    }
  }

  @Test
  @Order(5)
  void onePointMoreIsOnePointMore() {
    for (long points : List.of(0L, 16_777_216L, 999_999_999_999L, MOST - 1)) {
      var fresh = new Leaderboard(new FakeRedis());
      fresh.finish("ada", points);
      fresh.finish("zoe", points + 1);

      assertThat(fresh.ranked())
          .withFailMessage(
              "Ada finished first with %,d points, then Zoe with %,d. So Zoe stands above her, but the ranking is %s.",
              points, points + 1, fresh.ranked())
          .containsExactly("zoe", "ada");
    }
  }

  @Test
  @Order(6)
  void aNameMayBeAnyText() {
    List<String> names = List.of("a:b", ":", "0000000000000001:x", "", "-5", "安西", " ada ");
    for (String name : names) {
      board.finish(name, 7);
    }

    List<String> ranked = board.ranked();

    assertThat(ranked)
        .withFailMessage(
            "The players are called %s, but the ranking says %s.", quoted(names), quoted(ranked))
        .isEqualTo(names);
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
  }
}
