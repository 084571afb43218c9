package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class ChatHistoryIT {

  @Test
  void aListGrowsUntilItIsTrimmed(RedisClient redis) {
    var lab = new ChatHistory(redis);
    lab.clear();

    for (int i = 1; i <= 150; i++) {
      lab.append("message " + i);
    }
    assertThat(lab.size()).isEqualTo(150);

    lab.appendAndTrim("message 151");
    assertThat(lab.size()).isEqualTo(100);
    assertThat(lab.last(2)).containsExactly("message 150", "message 151");
    assertThat(redis.ttl("tour:room")).isPositive();
  }
}
