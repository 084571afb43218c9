package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

@ExtendWith(SharedRedis.class)
class TimeToLiveIT {

  @Test
  void aPlainSetMakesTheKeyImmortal(RedisClient redis) {
    assertThat(new TimeToLive(redis).plainSet()).isEqualTo(-1);
  }

  @Test
  void whenTheTimeIsUpOnlyThePlainSetIsStillThere(RedisClient redis) throws InterruptedException {
    var lab = new TimeToLive(redis);

    assertThat(lab.leftAfterItsTime(new SetParams())).isEqualTo("two");
    assertThat(lab.leftAfterItsTime(SetParams.setParams().keepTtl())).isNull();
  }

  @Test
  void keepTtlKeepsIt(RedisClient redis) {
    assertThat(new TimeToLive(redis).keepTtl()).isBetween(3_000L, 3_600L);
  }
}
