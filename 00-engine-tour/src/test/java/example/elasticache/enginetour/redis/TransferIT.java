package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class TransferIT {

  @Test
  void multiLeavesHalfOfATransfer(RedisClient redis) {
    var lab = new Transfer(redis);
    lab.begin("frozen");

    lab.byMulti();

    assertThat(lab.balances()).containsExactly("70", "frozen");
  }

  @Test
  void aScriptThatLooksFirstMovesAllOrNothing(RedisClient redis) {
    var lab = new Transfer(redis);

    lab.begin("frozen");
    assertThat(lab.byScript(30)).isFalse();
    assertThat(lab.balances()).containsExactly("100", "frozen");

    lab.begin("0");
    assertThat(lab.byScript(30)).isTrue();
    assertThat(lab.balances()).containsExactly("70", "30");
    assertThat(lab.byScript(71)).isFalse();
    assertThat(lab.byScript(-30)).isFalse();
    assertThat(lab.balances()).containsExactly("70", "30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 5", "007", "1.5", "0x1e", "1e3", "-7", "9223372036854775800", "٣"})
  void whatIncrbyWouldRefuseIsNoBalance(String zoe, RedisClient redis) {
    var lab = new Transfer(redis);
    lab.begin(zoe);

    assertThat(lab.byScript(30)).isFalse();

    assertThat(lab.balances()).containsExactly("100", zoe);
  }
}
