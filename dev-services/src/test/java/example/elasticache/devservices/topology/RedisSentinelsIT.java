package example.elasticache.devservices.topology;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.RedisServer;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.exceptions.JedisException;

class RedisSentinelsIT {
  private RedisSentinels group;

  @BeforeEach
  void start() {
    group = RedisSentinels.start();
    group.awaitReplica();
  }

  @AfterEach
  void stop() {
    group.close();
  }

  @Test
  void theReplicaIsPromotedAndAClientOfTheSentinelsFindsIt() {
    try (var client =
        RedisSentinelClient.builder()
            .masterName(RedisSentinels.MASTER_NAME)
            .sentinels(
                group.addresses().stream()
                    .map(a -> new HostAndPort(a.getHostString(), a.getPort()))
                    .collect(Collectors.toSet()))
            .build()) {
      client.set("a", "1");
      RedisServer before = group.primary();
      RedisServer replica = group.replica();
      Servers.await("the replica has it", () -> "1".equals(replica.call("GET", "a")));

      Duration gap = group.failOver();

      assertThat(gap).isGreaterThan(Duration.ofSeconds(1));
      assertThat(group.primary()).isSameAs(replica).isNotSameAs(before);
      Servers.await("the client has followed", () -> takes(client, "2"));
      assertThat(replica.call("GET", "a")).isEqualTo("2");
    }
  }

  private static boolean takes(RedisSentinelClient client, String value) {
    try {
      return client.set("a", value).equals("OK");
    } catch (JedisException notYet) {
      return false;
    }
  }

  @Tag("soak") // The sentinels let the old primary be for ten seconds.
  @Test
  void theOldPrimaryIsMadeAReplicaWhenItReturns() {
    RedisServer before = group.primary();
    group.failOver();

    before.restart();
    group.awaitReplica();

    assertThat(before.info("replication", "role")).isEqualTo("slave");
  }
}
