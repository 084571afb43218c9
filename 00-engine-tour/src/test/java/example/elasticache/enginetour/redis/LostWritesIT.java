package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.topology.RedisReplicas;
import example.elasticache.enginetour.OwnServers;
import org.junit.jupiter.api.Test;

class LostWritesIT {

  @Test
  void aPrimaryWithoutReplicasRefusesAndAPromotionLosesWhatHadNotArrived() throws Exception {
    try (var group = RedisReplicas.start(1)) {
      var lab = new LostWrites(OwnServers.pair(group));

      assertThat(lab.refusedWhenAlone()).startsWith("NOREPLICAS");
      assertThat(lab.killAndPromote()).isEqualTo(new LostWrites.Outcome(100, 0));
    }
  }
}
