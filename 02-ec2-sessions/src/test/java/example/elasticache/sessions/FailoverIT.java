package example.elasticache.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.faults.FaultProxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/**
 * What a failover does to sessions; replication is asynchronous, so the newest changes can be lost.
 */
class FailoverIT {
  private static final Lifetimes SHORT =
      Lifetimes.defaults()
          .withTouchEvery(Duration.ZERO)
          .withTimes(Duration.ofSeconds(3), Duration.ofSeconds(6));

  /** The limit that the chapter states: a logout can be lost, and the absolute end cannot. */
  @Test
  void aLogoutThatTheReplicaNeverHeardOfIsUndoneUntilTheAbsoluteEndAndNoLonger() throws Exception {
    try (RedisServer primary = RedisServer.start("--repl-diskless-sync-delay", "0");
        var link = FaultProxy.before(primary.address());
        RedisServer replica =
            RedisServer.start(
                "--replicaof", "127.0.0.1 " + link.address().getPort(), "--repl-timeout", "60");
        var before = RedisClient.create(primary.uri());
        var after = RedisClient.create(replica.uri())) {
      await().until(() -> replica.info("replication", "master_link_status").equals("up"));
      var sessions = new RedisSessionRepository(before, SHORT);
      Session kept = sessions.create(Optional.of("grace"), Map.of());
      Session ended = sessions.create(Optional.of("ada"), Map.of());
      await().until(() -> after.exists(SessionKeys.of(ended.id())));

      link.blackHole();
      sessions.delete(ended.id());
      assertThat(sessions.find(ended.id())).isEmpty();
      primary.kill();
      replica.call("REPLICAOF", "NO", "ONE");

      var promoted = new RedisSessionRepository(after, SHORT);
      assertThat(promoted.find(kept.id())).contains(kept);
      assertThat(promoted.find(ended.id())).contains(ended);
      await()
          .pollInterval(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(10))
          .until(() -> promoted.find(ended.id()).isEmpty());
    }
  }

  @Test
  void withEveryChangeReplicatedAFailoverLogsNobodyOutAndBringsNobodyBack() {
    try (RedisServer primary = RedisServer.start("--repl-diskless-sync-delay", "0");
        RedisServer replica =
            RedisServer.start("--replicaof", "127.0.0.1 " + primary.address().getPort());
        var before = RedisClient.create(primary.uri());
        var after = RedisClient.create(replica.uri())) {
      await().until(() -> replica.info("replication", "master_link_status").equals("up"));
      var sessions = new RedisSessionRepository(before, Lifetimes.defaults());
      Session kept = sessions.create(Optional.of("grace"), Map.of());
      Session ended = sessions.create(Optional.of("ada"), Map.of());
      Session old = sessions.create(Optional.of("ada"), Map.of());
      Session renamed = sessions.rotate(old).orElseThrow();
      sessions.delete(ended.id());
      await()
          .until(
              () ->
                  replica
                      .info("replication", "master_repl_offset")
                      .equals(primary.info("replication", "master_repl_offset")));

      primary.kill();
      replica.call("REPLICAOF", "NO", "ONE");

      var promoted = new RedisSessionRepository(after, Lifetimes.defaults());
      assertThat(promoted.find(kept.id())).contains(kept);
      assertThat(promoted.find(ended.id())).isEmpty();
      assertThat(promoted.find(old.id())).isEmpty();
      assertThat(promoted.find(renamed.id())).contains(renamed);
      assertThat(promoted.deleteAllOf("ada")).isEqualTo(1);
    }
  }
}
