package example.elasticache.devservices.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.RedisServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

class RespGateIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static RedisServer server;
  private static Jedis direct;

  private RespGate gate;
  private RedisClient gated;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    direct = new Jedis(server.uri());
  }

  @AfterAll
  static void stop() {
    direct.close();
    server.close();
  }

  @BeforeEach
  void open() {
    direct.flushAll();
    gate = RespGate.before(server.address());
    gated = RedisClient.create("127.0.0.1", gate.address().getPort());
  }

  @AfterEach
  void close() {
    gated.close();
    gate.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("resp-gate", "resp-gate-back");
  }

  @Test
  void aHeldSetReachesTheServerOnlyWhenItIsReleased() throws Exception {
    var held = gate.holdNext("SET", "a");
    gated.set("b", "passes");

    var set = CompletableFuture.supplyAsync(() -> gated.set("a", "late"));
    assertThat(held.await(LIMIT).words()).containsExactly("SET", "a", "late");
    direct.set("a", "early");
    assertThat(set).isNotDone();
    held.release();

    assertThat(set.get()).isEqualTo("OK");
    assertThat(direct.get("a")).isEqualTo("late");
    assertThat(direct.get("b")).isEqualTo("passes");
  }

  @Test
  void aScriptIsHeldByItsKeyAndOnlyOnce() throws Exception {
    var held = gate.holdNext(c -> c.name().startsWith("EVAL") && c.mentions("a"));
    var first = CompletableFuture.supplyAsync(() -> gated.eval("return KEYS[1]", 1, "a"));
    held.await(LIMIT);

    assertThat(gated.eval("return KEYS[1]", 1, "a")).isEqualTo("a");
    held.release();

    assertThat(first.get()).isEqualTo("a");
  }

  @Test
  void aDroppedCommandNeverReachesTheServer() throws Exception {
    var held = gate.holdNext("SET", "a");
    var set = CompletableFuture.supplyAsync(() -> gated.set("a", "lost"));
    held.await(LIMIT);

    held.drop();

    assertThatThrownBy(set::get).hasCauseInstanceOf(JedisConnectionException.class);
    assertThat(direct.get("a")).isNull();
  }

  @Test
  void commandsAreCountedByName() {
    gated.get("a");
    gated.get("b");
    gated.mget("a", "b");
    assertThat(gate.counts()).containsEntry("GET", 2L).containsEntry("MGET", 1L);

    gate.resetCounts();
    gated.get("a");

    assertThat(gate.counts()).containsOnly(java.util.Map.entry("GET", 1L));
    assertThat(gate.count("MGET")).isZero();
  }

  @Test
  void binaryKeysAndLargeValuesPassUnchanged() {
    byte[] key = {0, '\r', '\n', (byte) 0xff};
    byte[] value = new byte[2_000_000];
    new java.util.Random(7).nextBytes(value);

    gated.set(key, value);

    assertThat(direct.get(key)).isEqualTo(value);
    assertThat(gated.get(key)).isEqualTo(value);
  }

  @Test
  void closingTheGateFreesACommandThatWaits() throws Exception {
    var held = gate.holdNext("GET", "a");
    var get = CompletableFuture.supplyAsync(() -> gated.get("a"));
    held.await(LIMIT);

    gate.close();

    assertThatThrownBy(get::get).hasCauseInstanceOf(JedisConnectionException.class);
  }
}
