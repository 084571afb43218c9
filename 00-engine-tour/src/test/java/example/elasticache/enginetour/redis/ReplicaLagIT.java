package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.topology.RedisReplicas;
import example.elasticache.enginetour.OwnServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplicaLagIT {
  private static RedisReplicas group;
  private static ReplicaLag lab;

  @BeforeAll
  static void start() {
    group = RedisReplicas.start(1);
    lab = new ReplicaLag(OwnServers.pair(group));
  }

  @AfterAll
  static void close() {
    group.close();
  }

  @Test
  void aSlowReplicaStillHasTheOldValue() {
    assertThat(lab.readAtOnce()).isEqualTo("old");
  }

  @Test
  void afterWaitItHasTheNewOne() {
    assertThat(lab.readAfterWait()).isEqualTo("new");
  }

  @Test
  void waitGivesUpAndSaysThatNobodyHasIt() {
    assertThat(lab.replicasWithinMoment()).isZero();
  }

  @Test
  void aReplicaTakesNoWrites() {
    assertThat(lab.writeToReplica()).startsWith("READONLY");
  }
}
