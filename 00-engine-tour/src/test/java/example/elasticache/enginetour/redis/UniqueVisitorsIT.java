package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import example.elasticache.enginetour.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class UniqueVisitorsIT {

  @Test
  void bothWaysAgreeAndOneSendsTwentyThousandValues(RedisClient redis) {
    var lab = new UniqueVisitors(redis);
    assumeThat(lab.missing()).isEmpty();
    lab.visit();

    assertThat(lab.fetchAndIntersect()).isEqualTo(new UniqueVisitors.Answer(5_000, 20_000));
    assertThat(lab.intersectOnServer()).isEqualTo(new UniqueVisitors.Answer(5_000, 1));
  }
}
