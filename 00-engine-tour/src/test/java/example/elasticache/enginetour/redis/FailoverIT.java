package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.topology.RedisSentinels;
import example.elasticache.enginetour.OwnServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailoverIT {

  @Test
  void writesFailForSecondsAndSucceedAgain() throws InterruptedException {
    try (var group = RedisSentinels.start()) {
      var outcome = new Failover(OwnServers.watched(group)).writeThrough();

      // The sentinels wait two seconds before they call a server dead.
      assertThat(outcome.gap()).isGreaterThan(Duration.ofMillis(1_500));
      assertThat(outcome.failed()).isPositive();
      assertThat(outcome.acknowledged()).isEqualTo(200);
      // What was written after the failover is there; of what was before, the replica decides.
      assertThat(outcome.lost()).isBetween(0L, 100L);
    }
  }
}
