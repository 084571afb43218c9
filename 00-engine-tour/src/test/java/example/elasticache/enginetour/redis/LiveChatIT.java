package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class LiveChatIT {

  @Test
  void aSubscriberLosesWhatIsSaidWhileItIsAway(RedisClient redis) throws InterruptedException {
    assertThat(new LiveChat(redis).heardByPubSub()).containsExactly("1", "2", "6");
  }

  @Test
  void aReaderOfAStreamLosesNothing(RedisClient redis) {
    assertThat(new LiveChat(redis).heardByStream()).containsExactly("1", "2", "3", "4", "5", "6");
  }
}
