package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import example.elasticache.enginetour.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class FieldExpiryIT {

  @Test
  void theKeyTakesAllAlongAndTheFieldOnlyItself(RedisClient redis) throws InterruptedException {
    var lab = new FieldExpiry(redis);
    assumeThat(lab.missing()).isEmpty();

    assertThat(lab.leftAfterExpiryOfKey()).isEmpty();
    assertThat(lab.leftAfterExpiryOfField()).containsExactly("user");
    assertThat(redis.ttl("tour:session:code")).isGreaterThan(3_000);
  }
}
