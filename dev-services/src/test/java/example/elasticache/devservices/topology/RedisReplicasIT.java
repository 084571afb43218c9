package example.elasticache.devservices.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import redis.clients.jedis.Jedis;

@Execution(ExecutionMode.CONCURRENT)
class RedisReplicasIT {
  private RedisReplicas group;

  @BeforeEach
  void start() {
    group = RedisReplicas.start(2);
  }

  @AfterEach
  void stop() {
    group.close();
  }

  private static String get(RedisServer server, String key) {
    return (String) server.call("GET", key);
  }

  @Test
  void aWriteReachesTheReplicasWhichTakeNone() {
    group.primary().call("SET", "a", "1");
    group.awaitInSync();

    for (RedisServer replica : group.replicas()) {
      assertThat(get(replica, "a")).isEqualTo("1");
      try (var jedis = new Jedis(replica.uri())) {
        assertThatThrownBy(() -> jedis.set("a", "2")).hasMessageStartingWith("READONLY");
      }
    }
  }

  @Test
  void waitCountsTheReplicasThatHaveTheWrite() {
    try (var jedis = new Jedis(group.primary().uri())) {
      jedis.set("a", "1");
      assertThat(jedis.waitReplicas(2, 5_000)).isEqualTo(2);

      group.replicas().get(0).pause();
      jedis.set("a", "2");

      assertThat(jedis.waitReplicas(2, 200)).isEqualTo(1);
      group.replicas().get(0).resume();
    }
  }

  @Test
  void aSlowWireMakesAReplicaLag() {
    group.link().delay(Duration.ofHours(1));
    group.primary().call("SET", "a", "late");
    assertThat(get(group.replicas().get(0), "a")).isNull();

    group.link().heal();
    group.awaitInSync();

    assertThat(get(group.replicas().get(0), "a")).isEqualTo("late");
  }

  @Test
  void aPromotedReplicaTakesWritesAndTheOldPrimaryFollowsIt() {
    RedisServer before = group.primary();
    RedisServer next = group.replicas().get(1);

    group.promote(next);
    next.call("SET", "a", "from the new primary");
    group.awaitInSync();

    assertThat(group.primary()).isSameAs(next);
    assertThat(group.replicas()).contains(before).doesNotContain(next);
    for (RedisServer replica : group.replicas()) {
      assertThat(get(replica, "a")).isEqualTo("from the new primary");
    }
  }

  @Test
  void aKilledPrimaryComesBackAsAReplicaOfItsSuccessor() {
    RedisServer before = group.primary();
    before.call("SET", "a", "kept by the replica");
    group.awaitInSync();
    before.kill();

    group.promote(group.replicas().get(0));
    group.restart(before);
    group.awaitInSync();

    assertThat(get(before, "a")).isEqualTo("kept by the replica");
    assertThat(before.info("replication", "role")).isEqualTo("slave");
  }

  @Test
  void rolesOutliveARestart() {
    RedisServer replica = group.replicas().get(0);
    group.promote(replica);

    replica.restart();

    assertThat(replica.info("replication", "role")).isEqualTo("master");
    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(group.replicas())
                    .allMatch(r -> r.info("replication", "master_link_status").equals("up")));
  }

  @Test
  void onlyAReplicaCanBePromoted() {
    assertThatThrownBy(() -> group.promote(group.primary()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
