package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.topology.RedisCluster;
import example.elasticache.enginetour.Clients;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClusterClient;

class ClusterLabsIT {
  private static RedisCluster servers;
  private static RedisClusterClient cluster;

  @BeforeAll
  static void start() {
    servers = RedisCluster.start(3, 0);
    cluster = Clients.cluster(servers.addresses());
  }

  @AfterAll
  static void close() {
    cluster.close();
    servers.close();
  }

  @Test
  void aScriptRunsInOneSlotOnly() {
    var lab = new Slots(cluster);

    assertThat(lab.scriptOverTwoSlots()).containsIgnoringCase("slot");
    assertThat(lab.scriptInOneSlot()).isEqualTo("in the basket: 1");
  }

  @Test
  void aTransactionRunsInOneSlotOnly() {
    var lab = new Slots(cluster);

    assertThat(lab.multiOverTwoSlots()).isIn("MOVED", "CROSSSLOT", "EXECABORT");
    assertThat(lab.multiInOneSlot()).isEqualTo("in the basket: 1");
  }

  @Test
  void mgetEndsAtItsSlotAndAPipelineAsksAllNodesAtOnce() {
    var lab = new ManySlots(cluster);
    lab.begin();

    assertThat(lab.atOneNode()).startsWith("CROSSSLOT");

    assertThat(lab.readsFor(lab::byMget)).isEqualTo(100);
    // Three nodes; a long pipeline may come in more than one piece.
    assertThat(lab.readsFor(lab::byPipeline)).isBetween(3L, 12L);

    Map<String, String> byPipeline = lab.byPipeline();
    assertThat(byPipeline).hasSize(50).containsEntry("tour:item:98", "item 98");
    assertThat(lab.byMget()).isEqualTo(ManySlots.KEYS.stream().map(byPipeline::get).toList());
  }

  @Test
  void publishReachesEveryNodeAndSpublishOnlyItsShard() throws InterruptedException {
    var lab = new ShardedChannels(cluster);

    assertThat(lab.passedOnByPublish()).isEqualTo(200);
    assertThat(lab.passedOnBySpublish()).isZero();
    assertThat(lab.heardOnShard()).isEqualTo(100);
  }
}
