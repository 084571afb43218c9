package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class CounterIT {

  @Test
  void readAddAndWriteLosesAVisitAndIncrDoesNot(RedisClient redis) {
    var lab = new Counter(redis);

    assertThat(lab.readAddWrite()).isEqualTo(1);
    assertThat(lab.increment()).isEqualTo(2);
  }
}
