package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(SharedRedis.class)
class EventLogIT {

  @Test
  void whatADeadConsumerTookIsNotNewToAnother(RedisClient redis) {
    var lab = new EventLog(redis);
    lab.crashAfterFirst();

    assertThat(lab.readOnlyNew()).isEmpty();
    assertThat(lab.pending()).isEqualTo(2);

    assertThat(lab.claimAndRead(0)).containsExactly("2", "3");
    assertThat(lab.pending()).isZero();
  }

  @Test
  void whatAnotherHasJustTakenIsLeftToIt(RedisClient redis) {
    var lab = new EventLog(redis);
    lab.crashAfterFirst();

    assertThat(lab.claimAndRead(3_600_000)).isEmpty();
    assertThat(lab.pending()).isEqualTo(2);
  }
}
