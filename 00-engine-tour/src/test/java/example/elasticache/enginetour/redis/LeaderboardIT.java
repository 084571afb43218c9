package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.enginetour.SharedRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class LeaderboardIT {
  private static final long TEN_MILLION = 10_000_000;

  private Leaderboard lab;

  @BeforeEach
  void begin(RedisClient redis) {
    lab = new Leaderboard(redis);
    lab.clear();
  }

  @Test
  void theFractionIsFairAtAThousandPoints() {
    assertThat(lab.rankedByFraction(1_000)).containsExactly("ada", "zoe");
  }

  @Test
  void theFractionIsUnfairAtTenMillion() {
    assertThat(lab.rankedByFraction(TEN_MILLION)).containsExactly("zoe", "ada");
  }

  @Test
  void whoComesFirstStandsFirstWhateverTheName() {
    List<String> players = new ArrayList<>();
    IntStream.range(0, 50).forEach(i -> players.add("player-" + i * 37 % 50));
    players.forEach(player -> lab.submit(player, TEN_MILLION));

    assertThat(lab.ranked()).isEqualTo(players);
  }

  @Test
  void moreIsBetterAndAPlayerStandsOnce() {
    lab.submit("ada", TEN_MILLION);
    lab.submit("zoe", TEN_MILLION + 1);
    lab.submit("ada", TEN_MILLION + 2);

    assertThat(lab.ranked()).containsExactly("ada", "zoe");
  }

  @Test
  void whoComesToAScoreLaterStandsBehind() {
    lab.submit("ada", 5);
    lab.submit("zoe", TEN_MILLION);
    lab.submit("ada", TEN_MILLION);

    assertThat(lab.ranked()).containsExactly("zoe", "ada");
  }

  @Test
  void repeatingAScoreKeepsThePlace() {
    lab.submit("ada", TEN_MILLION);
    lab.submit("zoe", TEN_MILLION);
    lab.submit("ada", TEN_MILLION);

    assertThat(lab.ranked()).containsExactly("ada", "zoe");
  }

  @Test
  void aScoreThatADoubleCannotHoldIsRefused() {
    assertThatThrownBy(() -> lab.submit("ada", (1L << 53) + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> lab.submit("ada", -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
