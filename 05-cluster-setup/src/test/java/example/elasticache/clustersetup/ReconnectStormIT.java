package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.RedisSetup;
import example.elasticache.devservices.faults.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** A server restarts, and all its clients want to come back at once. */
@Isolated("The time in which they are back is the requirement.")
class ReconnectStormIT {
  private static final int CLIENTS = 500;
  private static final int PROCESSES = 25;
  private static final int CONNECTIONS_EACH = 8;

  private final Retry retry =
      new Retry(Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofSeconds(1));

  private static RedisClient process(FaultProxy proxy) {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS_EACH);
    pool.setMaxIdle(CONNECTIONS_EACH);
    pool.setMaxWait(Duration.ofSeconds(10));
    return RedisClient.builder()
        .hostAndPort(new HostAndPort("127.0.0.1", proxy.address().getPort()))
        .clientConfig(AppUser.login().timeoutMillis(5_000).build())
        .poolConfig(pool)
        .build();
  }

  @Test
  void fiveHundredAreBackSoonThroughFewConnections() throws Exception {
    List<RedisClient> processes = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try (var server = new RedisSetup().users(AppUser.USER).start();
        var proxy = FaultProxy.before(server.address())) {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(process(proxy));
      }
      var up = new CountDownLatch(CLIENTS);
      var down = new CountDownLatch(1);
      List<Future<String>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        RedisClient mine = processes.get(i % PROCESSES);
        clients.add(
            threads.submit(
                () -> {
                  mine.ping();
                  up.countDown();
                  down.await();
                  return retry.idempotent(mine::ping);
                }));
      }
      assertThat(up.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(proxy.accepted()).isLessThanOrEqualTo(PROCESSES * CONNECTIONS_EACH);

      long before = proxy.accepted();
      server.kill();
      down.countDown();
      server.restart();
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      for (Future<String> client : clients) {
        assertThat(client.get(end - System.nanoTime(), TimeUnit.NANOSECONDS)).isEqualTo("PONG");
      }

      // A second of growing pauses holds a handful of attempts, not a thousand.
      assertThat(proxy.accepted() - before).isLessThan(CLIENTS * 6L);
      assertThat(AppUser.refusals(List.of(server))).isEmpty();
      assertThat(proxy.open()).isLessThanOrEqualTo(PROCESSES * CONNECTIONS_EACH);
    } finally {
      threads.shutdownNow();
      processes.forEach(RedisClient::close);
    }
  }
}
