package example.elasticache.cacheaside.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.Lease;
import example.elasticache.cacheaside.leases.RedisLeasedUserCache;
import example.elasticache.cacheaside.leases.Slot;
import example.elasticache.devservices.faults.ScriptedRedis;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.SslOptions;

/** Every reply that a broken server or a broken way to it can give, as bytes to the real client. */
@Isolated
class ScriptedFaultsIT {

  private static FaultTolerantUserCache cacheBefore(ScriptedRedis server) {
    var client =
        DeadlineClients.redis(
            URI.create("redis://127.0.0.1:" + server.address().getPort()), SslOptions.defaults());
    return new FaultTolerantUserCache(
        new RedisLeasedUserCache(client, CacheTimes.defaults()),
        Duration.ofMillis(200),
        client.getPool()::clear);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-OOM command not allowed when used memory > 'maxmemory'.| REFUSED",
        "-LOADING Redis is loading the dataset in memory | REFUSED",
        "-READONLY You can't write against a read only replica. | READ_ONLY",
        "-MASTERDOWN Link with MASTER is down | REFUSED",
        "-MISCONF Redis is configured to save RDB snapshots | REFUSED",
        "-TRYAGAIN Multiple keys request during rehashing | REFUSED",
        "-CLUSTERDOWN Hash slot not served | REFUSED",
        "-BUSY Redis is busy running a script | REFUSED",
        "-ERR unknown command | REFUSED",
        "-NOAUTH Authentication required. | DENIED",
        "-WRONGPASS invalid username-password pair | DENIED",
        "-NOPERM this user has no permissions | DENIED",
        ":42 | GARBLED",
        "*1\\r\\n:1 | GARBLED",
        "garbage | UNREACHABLE",
        "$100\\r\\nshort | UNREACHABLE",
        "$-7 | UNREACHABLE",
        "HTTP/1.1 400 Bad Request | UNREACHABLE"
      })
  void everyReplyIsAMissOfTheRightKind(String raw, CacheFault kind) {
    try (var server = ScriptedRedis.answeringAndClosing(raw.replace("\\r\\n", "\r\n") + "\r\n");
        var cache = cacheBefore(server)) {
      assertThat(cache.look(1)).isEqualTo(new Slot.Closed());
      assertThat(cache.open(1)).isEqualTo(new Slot.Closed());
      assertThat(cache.fill(1, new Lease("x"), Optional.empty())).isFalse();
      cache.evict(1);

      assertThat(cache.faults(kind)).isPositive();
    }
  }

  /** Sizes and depths that no honest server sends end as errors of the JVM, not as exceptions. */
  @ParameterizedTest
  @ValueSource(strings = {"$2147483647\r\n", "*2147483647\r\n", "DEEP"})
  void aReplyThatClaimsToBeHugeIsAMissAsWell(String raw) {
    String reply = raw.equals("DEEP") ? "*1\r\n".repeat(200_000) : raw;
    try (var server = ScriptedRedis.answeringAndClosing(reply);
        var cache = cacheBefore(server)) {
      assertThat(cache.look(1)).isEqualTo(new Slot.Closed());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-WRONGPASS invalid username-password pair", "-NOAUTH HELLO must be"})
  void aRefusedHandshakeIsAFaultOfItsOwnKind(String reply) {
    try (var server = ScriptedRedis.answering("$-1\r\n").answer("HELLO", reply + "\r\n");
        var cache = cacheBefore(server)) {
      assertThat(cache.look(1)).isEqualTo(new Slot.Closed());

      assertThat(cache.faults(CacheFault.DENIED)).isPositive();
    }
  }
}
