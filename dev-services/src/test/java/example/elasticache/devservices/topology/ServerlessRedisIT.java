package example.elasticache.devservices.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.faults.FaultProxy;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

class ServerlessRedisIT {
  private static ServerlessRedis redis;
  private static RedisClusterClient client;

  @BeforeAll
  static void start() {
    redis = ServerlessRedis.start();
    client = clusterClient(redis.uri().getPort());
  }

  @AfterAll
  static void stop() {
    client.close();
    redis.close();
  }

  private static RedisClusterClient clusterClient(int port) {
    return RedisClusterClient.builder()
        .nodes(Set.of(new HostAndPort("localhost", port)))
        .clientConfig(JedisTls.trusting(redis.certificates(), redis.user()).build())
        .build();
  }

  private static Jedis connection() {
    return new Jedis(
        new HostAndPort("localhost", redis.uri().getPort()),
        JedisTls.trusting(redis.certificates(), redis.user()).build());
  }

  @Test
  void oneNodeCalledLocalhostHasAllSlots() {
    String port = String.valueOf(redis.uri().getPort());
    assertThat(redis.server().call("CLUSTER", "SLOTS").toString())
        .startsWith("[[0, 16383, [localhost, " + port);
    assertThat(client.getClusterNodes().keySet())
        .containsExactly("localhost:" + redis.uri().getPort());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONFIG GET maxmemory",
        "SELECT 0",
        "KEYS *",
        "MONITOR",
        "DEBUG SLEEP 0",
        "SAVE",
        "BGSAVE",
        "BGREWRITEAOF",
        "REPLICAOF NO ONE",
        "SLAVEOF NO ONE",
        "MIGRATE 127.0.0.1 1 a 0 1",
        "SHUTDOWN NOSAVE",
        "SYNC",
        "PSYNC ? -1",
        "PSUBSCRIBE a*",
        "PUNSUBSCRIBE",
        "ACL SETUSER eve on",
        "ACL DELUSER app",
        "FUNCTION LIST",
        "FCALL f 0",
        "FCALL_RO f 0",
        "WAIT 0 1",
        "OBJECT FREQ a",
        "OBJECT IDLETIME a",
        "CLUSTER ADDSLOTS 1",
        "CLUSTER FLUSHSLOTS",
        "CLUSTER FAILOVER",
        "CLUSTER MEET 127.0.0.1 1",
        "CLUSTER RESET"
      })
  void whatTheServiceRefusesIsRefused(String command) {
    String[] words = command.split(" ");
    String[] arguments = Arrays.copyOfRange(words, 1, words.length);
    try (var connection = connection()) {
      assertThatThrownBy(() -> connection.sendCommand(() -> words[0].getBytes(), arguments))
          .isInstanceOf(JedisDataException.class)
          .hasMessageStartingWith("NOPERM");
    }
  }

  @Test
  void keysOfTwoSlotsAreRefusedTogetherAndKeysWithOneTagAreNot() {
    try (var connection = connection()) {
      assertThatThrownBy(() -> connection.mset("a", "1", "b", "2"))
          .hasMessageStartingWith("CROSSSLOT");
    }
    client.mset("{t}a", "1", "{t}b", "2");
    assertThat(client.mget("{t}a", "{t}b")).containsExactly("1", "2");
  }

  @Test
  void anApplicationFindsWhatItNeeds() {
    client.set("a", "1", SetParams.setParams().ex(60));
    assertThat(client.get("a")).isEqualTo("1");
    assertThat(client.eval("return redis.call('GET', KEYS[1])", 1, "a")).isEqualTo("1");
    try (var connection = connection()) {
      assertThat(connection.clusterInfo()).contains("cluster_state:ok");
      assertThat(connection.scan("0").getResult()).contains("a");
      assertThat(connection.clusterKeySlot("a")).isEqualTo(15495);
    }
  }

  @Test
  void withoutAUserNobodyIsLetIn() {
    var config = JedisTls.trusting(redis.certificates()).build();
    try (var jedis = new Jedis(new HostAndPort("localhost", redis.uri().getPort()), config)) {
      assertThatThrownBy(() -> jedis.get("a")).hasMessageStartingWith("NOAUTH");
    }
  }

  @Test
  void keysWithoutATimeToLiveFillItAndThenItRefuses() {
    String value = "x".repeat(100_000);
    long used = Long.parseLong(redis.server().info("memory", "used_memory"));
    redis.server().call("CONFIG", "SET", "maxmemory", String.valueOf(used + 2_000_000));
    try {
      for (int i = 0; i < 100; i++) {
        client.set("short-lived:" + i, value, SetParams.setParams().ex(600));
      }

      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  client.set("for-ever:" + i, value);
                }
              })
          .hasMessageStartingWith("OOM");
    } finally {
      redis.server().call("CONFIG", "SET", "maxmemory", "0");
      redis.server().call("FLUSHALL");
    }
  }

  @Test
  void itComesBackOnItsPortWithItsSlots() {
    redis.server().kill();
    redis.server().restart();
    redis.awaitReady();

    client.set("after", "restart");

    assertThat(client.get("after")).isEqualTo("restart");
  }

  @Test
  void aDoorInFrontOfItCanBeAnnounced() {
    try (var door = FaultProxy.before(redis.server().address())) {
      redis.announcePort(door.address().getPort());
      try (var through = clusterClient(door.address().getPort())) {
        assertThat(through.getClusterNodes().keySet())
            .containsExactly("localhost:" + door.address().getPort());
        through.set("through", "the door");
        assertThat(door.accepted()).isPositive();
      } finally {
        redis.announcePort(0);
      }
    }
  }
}
