package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.enginetour.SharedRedis;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class LastItemIT {

  @Test
  void twoBuyersGetTheLastItemWithoutWatch(RedisClient redis) {
    var lab = new LastItem(redis);
    lab.begin(1);

    assertThat(lab.lookAndTake(() -> lab.lookAndTake(() -> {}))).isTrue();
    assertThat(lab.left()).isEqualTo(-1);
  }

  @Test
  void watchTellsTheSlowerBuyer(RedisClient redis) {
    var lab = new LastItem(redis);
    lab.begin(1);

    assertThat(lab.watchAndTake(() -> lab.lookAndTake(() -> {}))).isFalse();
    assertThat(lab.left()).isZero();
  }

  @Test
  void whoIsOvertakenTriesAgain(RedisClient redis) {
    var lab = new LastItem(redis);
    lab.begin(2);
    var others = new AtomicInteger(1);

    boolean got =
        lab.watchAndTake(
            () -> {
              if (others.getAndDecrement() > 0) {
                lab.lookAndTake(() -> {});
              }
            });

    assertThat(got).isTrue();
    assertThat(lab.left()).isZero();
  }

  @Test
  void whoIsAlwaysOvertakenGivesUp(RedisClient redis) {
    var lab = new LastItem(redis);
    lab.begin(1_000);

    assertThatThrownBy(() -> lab.watchAndTake(() -> lab.lookAndTake(() -> {})))
        .hasMessageContaining("10 times");
    assertThat(lab.left()).isEqualTo(990);
  }
}
