package example.elasticache.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.topology.RedisCluster;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;

/** The whole contract on three masters that share the slots. */
class ClusterSessionsIT implements RevocationContract {
  private static RedisCluster cluster;
  private static RedisClusterClient redis;

  @BeforeAll
  static void connect() {
    cluster = RedisCluster.start(3, 0);
    redis =
        RedisClusterClient.builder()
            .nodes(
                java.util.Set.of(
                    new HostAndPort("127.0.0.1", cluster.nodes().get(0).address().getPort())))
            .build();
  }

  @AfterAll
  static void disconnect() {
    redis.close();
    cluster.close();
  }

  @Override
  public SessionRepository repository(Lifetimes lifetimes) {
    cluster.nodes().forEach(node -> node.call("FLUSHALL"));
    return new RedisSessionRepository(redis, lifetimes);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  /** Fails when a hash tag is too coarse: then one node has all sessions. */
  @Test
  void sessionsAreSpreadOverTheNodes() {
    SessionRepository sessions = repository();
    IntStream.range(0, 600).forEach(i -> sessions.create(Optional.of("user " + i % 200), Map.of()));

    assertThat(cluster.nodes())
        .allSatisfy(
            node -> assertThat((Long) node.call("DBSIZE")).isBetween(150L, 400L)); // of 800 keys
  }

  @Test
  void aLoginMovesASessionToItsUsersNode() {
    var sessions = new Sessions(repository());
    for (int i = 0; i < 50; i++) {
      Session before = sessions.begin();
      Session after = sessions.logIn(Optional.of(before.id()), "user " + i);

      assertThat(sessions.find(before.id())).isEmpty();
      assertThat(sessions.find(after.id())).contains(after);
      assertThat(sessions.logOutEverywhere("user " + i)).isEqualTo(1);
    }
  }
}
