package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class SessionHashIT {

  @Test
  void theTextLosesTheCart(RedisClient redis) {
    assertThat(new SessionHash(redis).asText())
        .containsEntry("cart", "empty")
        .containsEntry("theme", "dark");
  }

  @Test
  void theHashKeepsBoth(RedisClient redis) {
    assertThat(new SessionHash(redis).asHash())
        .containsEntry("cart", "mug")
        .containsEntry("theme", "dark");
    assertThat(redis.ttl("tour:session:hash")).isPositive();
  }
}
