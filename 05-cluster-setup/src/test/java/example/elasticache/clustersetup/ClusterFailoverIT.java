package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.topology.RedisCluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisException;

/** Each master of a cluster dies, or hangs, in turn; the client has the application's rights. */
class ClusterFailoverIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** One for each master. */
  private static final List<String> TAGS = List.of("b", "c", "d");

  private static final Retry RETRY =
      new Retry(DEADLINE, Duration.ofMillis(20), Duration.ofMillis(300));
  private static final AclUser REPLICATION = AclUser.everything("replication", "secret");
  private static RedisCluster cluster;

  @BeforeAll
  static void start() {
    cluster =
        RedisCluster.start(
            3,
            1,
            setup ->
                setup
                    .users(AppUser.USER, REPLICATION)
                    .set("masteruser", REPLICATION.name())
                    .set("masterauth", REPLICATION.password()));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static RedisClusterClient client() {
    // All seeds, so that a client can start while any of them is dead.
    Set<HostAndPort> seeds =
        cluster.addresses().stream()
            .map(a -> new HostAndPort("127.0.0.1", a.getPort()))
            .collect(Collectors.toSet());
    return RedisClusterClient.builder()
        .nodes(seeds)
        .clientConfig(AppUser.login().connectionTimeoutMillis(500).socketTimeoutMillis(500).build())
        .maxAttempts(1)
        .build();
  }

  private enum Fault {
    KILL {
      @Override
      void begin(RedisServer server) {
        server.kill();
      }

      @Override
      void end(RedisServer server) {
        server.restart();
      }
    },
    HANG {
      @Override
      void begin(RedisServer server) {
        server.pause();
      }

      @Override
      void end(RedisServer server) {
        server.resume();
      }
    };

    abstract void begin(RedisServer server);

    abstract void end(RedisServer server);
  }

  private static void survive(RedisClusterClient client, String tag, Fault fault) {
    String key = "app:{" + tag + "}";
    String counter = key + "counter";
    RETRY.idempotent(() -> client.set(counter, "0"));
    RedisServer master = cluster.masterOf(key);
    fault.begin(master);
    try {
      int answered = 0;
      int tried = 0;
      long end = System.nanoTime() + DEADLINE.toNanos();
      while (answered == 0) {
        assertThat(System.nanoTime()).as("no command got through").isLessThan(end);
        tried++;
        try {
          RETRY.once(() -> client.incr(counter));
          answered++;
        } catch (JedisException unknown) {
          // It may have run or not: only the application knows whether to count it again.
        }
      }
      assertThat(RETRY.idempotent(() -> client.set(key, "after"))).isEqualTo("OK");
      assertThat(RETRY.idempotent(() -> client.get(key))).isEqualTo("after");
      long counted = Long.parseLong(RETRY.idempotent(() -> client.get(counter)));
      assertThat(counted).isBetween((long) answered, (long) tried);
    } finally {
      fault.end(master);
      cluster.awaitHealthy();
    }
    assertThat(AppUser.refusals(cluster.nodes())).isEmpty();
  }

  @Test
  void eachMasterDiesOrHangsOnce() {
    try (var client = client()) {
      survive(client, "b", Fault.KILL);
      survive(client, "c", Fault.HANG);
      survive(client, "d", Fault.KILL);
    }
  }

  @Test
  void aClusterThatWasDownAltogetherIsFoundAgain() {
    try (var client = client()) {
      assertThat(RETRY.idempotent(() -> client.set("app:{b}", "before"))).isEqualTo("OK");
      cluster.nodes().forEach(RedisServer::kill);
      assertThatThrownBy(() -> client.get("app:{b}")).isInstanceOf(JedisException.class);

      cluster.nodes().forEach(RedisServer::restart);

      assertThat(RETRY.idempotent(() -> client.set("app:{b}", "after"))).isEqualTo("OK");
    }
    cluster.awaitHealthy();
  }

  @Test
  @Tag("soak")
  void eachMasterDiesAndHangsTenTimes() {
    try (var client = client()) {
      for (int round = 0; round < 10; round++) {
        for (String tag : TAGS) {
          for (Fault fault : Fault.values()) {
            survive(client, tag, fault);
          }
        }
      }
    }
  }
}
