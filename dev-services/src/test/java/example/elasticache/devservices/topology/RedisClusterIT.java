package example.elasticache.devservices.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.RedisServer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisMovedDataException;

class RedisClusterIT {
  private static RedisCluster cluster;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start(3, 1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static RedisClusterClient client() {
    return RedisClusterClient.builder()
        .nodes(
            cluster.addresses().stream()
                .map(a -> new HostAndPort(a.getHostString(), a.getPort()))
                .collect(Collectors.toSet()))
        .build();
  }

  @Test
  void aClientFollowsTheSlotsAndAPlainOneIsSentAway() {
    try (var client = client()) {
      for (int i = 0; i < 100; i++) {
        client.set("key:" + i, "value " + i);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(client.get("key:" + i)).isEqualTo("value " + i);
      }
    }
    RedisServer owner = cluster.masterOf("key:1");
    RedisServer other =
        cluster.nodes().stream().limit(3).filter(node -> node != owner).findFirst().orElseThrow();
    try (var jedis = new Jedis(other.uri())) {
      assertThatThrownBy(() -> jedis.get("key:1"))
          .isInstanceOf(JedisMovedDataException.class)
          .hasMessageEndingWith("127.0.0.1:" + owner.address().getPort());
    }
  }

  @Test
  void aReplicaTakesOverWhenItsMasterIsKilledAndTheOldMasterReturnsAsAReplica() {
    try (var client = client()) {
      client.set("survivor", "1");
      RedisServer master = cluster.masterOf("survivor");
      RedisServer replica = cluster.replicasOf("survivor").get(0);
      assertThat(replica.call("READONLY")).isEqualTo("OK");
      awaitReplicated(master, replica);

      master.kill();
      cluster.awaitHealthy();

      assertThat(cluster.masterOf("survivor")).isSameAs(replica);
      assertThat(client.get("survivor")).isEqualTo("1");
      master.restart();
      cluster.awaitHealthy();
      assertThat(master.info("replication", "role")).isEqualTo("slave");
      assertThat(cluster.replicasOf("survivor")).containsExactly(master);
    }
  }

  private static void awaitReplicated(RedisServer master, RedisServer replica) {
    Servers.await(
        "the replica has everything",
        () ->
            master
                .info("replication", "master_repl_offset")
                .equals(replica.info("replication", "slave_repl_offset")));
  }
}
