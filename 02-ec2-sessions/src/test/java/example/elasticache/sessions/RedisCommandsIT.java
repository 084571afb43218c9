package example.elasticache.sessions;

import static example.elasticache.sessions.Attribute.CART;
import static example.elasticache.sessions.Attribute.VISITS;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.devservices.faults.RespGate;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** What goes to the server, how much of it, and what the server could tell a thief. */
class RedisCommandsIT {
  private static final Optional<String> ADA = Optional.of("ada");
  private static RedisServer server;
  private static RedisClient redis;

  @BeforeAll
  static void start() {
    server = RedisServer.start("--slowlog-log-slower-than", "0", "--slowlog-max-len", "1000");
    redis = RedisClient.create(server.uri());
  }

  @AfterAll
  static void stop() {
    redis.close();
    server.close();
  }

  @BeforeEach
  void empty() {
    redis.flushAll();
  }

  private static URI at(InetSocketAddress address) {
    return URI.create("redis://127.0.0.1:" + address.getPort());
  }

  @Test
  void aRequestThatReadsIsOneCommandAndOneThatWritesIsOneMore() {
    try (var gate = RespGate.before(server.address());
        var counted = RedisClient.create(at(gate.address()))) {
      var sessions = new RedisSessionRepository(counted, Lifetimes.defaults());
      Session session = sessions.create(ADA, Map.of());
      session = sessions.find(session.id()).orElseThrow();
      sessions.save(session); // by now the server knows the scripts
      gate.resetCounts();

      Session read = sessions.find(session.id()).orElseThrow();
      assertThat(gate.counts()).isEqualTo(Map.of("GET", 1L));

      sessions.save(read.with(VISITS, "1"));
      assertThat(gate.counts()).isEqualTo(Map.of("GET", 1L, "EVALSHA", 1L));

      gate.resetCounts();
      sessions.delete(session.id());
      assertThat(gate.counts()).isEqualTo(Map.of("GETDEL", 1L));
    }
  }

  @Test
  void aReadThatRenewsTheTimeIsOneCommandToo() {
    try (var gate = RespGate.before(server.address());
        var counted = RedisClient.create(at(gate.address()))) {
      var sessions =
          new RedisSessionRepository(counted, Lifetimes.defaults().withTouchEvery(Duration.ZERO));
      Session session = sessions.create(ADA, Map.of());
      sessions.find(session.id());
      gate.resetCounts();

      sessions.find(session.id());

      assertThat(gate.counts()).isEqualTo(Map.of("EVALSHA", 1L));
    }
  }

  /** Two instances, five hundred reads each, all within one second of their clocks. */
  @Test
  void aThousandReadsInOneSecondRenewTwiceAtMost() {
    var clock = new TurnedClock();
    var one = new RedisSessionRepository(redis, Lifetimes.defaults(), clock);
    var other = new RedisSessionRepository(redis, Lifetimes.defaults(), clock);
    Session session = one.create(ADA, Map.of());
    server.call("CONFIG", "RESETSTAT");

    for (int i = 0; i < 500; i++) {
      one.find(session.id());
      other.find(session.id());
      clock.turn(Duration.ofMillis(2));
    }

    assertThat(calls("pexpire")).isBetween(1L, 2L);
    assertThat(calls("set")).isZero();
  }

  private static long calls(String command) {
    String line = server.info("commandstats", "cmdstat_" + command);
    return line.isEmpty() ? 0 : Long.parseLong(line.replaceAll("calls=(\\d+),.*", "$1"));
  }

  /** The server's clock decides: instances whose clocks are ten minutes wrong agree. */
  @Test
  void twoInstancesWithWrongClocksAgreeOnWhatHasExpired() throws Exception {
    var times =
        Lifetimes.defaults()
            .withTouchEvery(Duration.ZERO)
            .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(3));
    var early = new RedisSessionRepository(redis, times, wrongBy(Duration.ofMinutes(-10)));
    var late = new RedisSessionRepository(redis, times, wrongBy(Duration.ofMinutes(10)));
    Session one = early.create(ADA, Map.of());
    Session other = late.create(ADA, Map.of());

    Thread.sleep(1_500);
    assertThat(late.find(one.id())).isPresent();
    assertThat(early.find(other.id())).isPresent();
    assertThat(redis.pttl(SessionKeys.of(one.id()))).isBetween(1L, 1_500L);
    assertThat(redis.pttl(SessionKeys.of(other.id()))).isBetween(1L, 1_500L);

    Thread.sleep(2_000);
    assertThat(late.find(one.id())).isEmpty();
    assertThat(early.find(other.id())).isEmpty();
  }

  private static InstantSource wrongBy(Duration time) {
    return () -> Instant.now().plus(time);
  }

  /** A thief with the keys, the values, the command log or a running MONITOR can show no id. */
  @Test
  void whatTheServerKnowsLetsNobodyIn() throws Exception {
    var sessions = new RedisSessionRepository(redis, Lifetimes.defaults());
    server.call("SLOWLOG", "RESET");
    try (var monitor = new MonitoredCommands(server.address())) {
      Session session = sessions.create(ADA, Map.of(CART, "a mug"));
      String first = session.id().value();
      session = sessions.find(session.id()).orElseThrow();
      sessions.save(session.with(CART, "two mugs"));
      Session renamed = sessions.rotate(session).orElseThrow();
      String second = renamed.id().value();
      String keys = String.join(" ", redis.keys("*"));
      String values = redis.get(SessionKeys.of(renamed.id()));
      String slow = String.valueOf(server.call("SLOWLOG", "GET", "-1"));
      sessions.deleteAllOf("ada");
      redis.ping();
      monitor.awaitCommand("PING");

      assertThat(List.of(keys, values, slow, monitor.text()))
          .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain(first, second));
      assertThat(monitor.text()).contains(renamed.id().hash());
      // Hashes alone: no name of a user. (A hash may well contain the letters a, d, a.)
      assertThat(keys.split(" "))
          .allMatch(key -> key.matches("session:v1:\\{[0-9a-f]{2}}:(of:)?[0-9a-f]{64}"));
    }
  }

  /** Cuts the connection a thousand times, wherever it happens to be: nothing stays for ever. */
  @Test
  void noCommandThatIsCutOffLeavesASessionWithoutAnEnd() {
    var random = new Random(42);
    var survived = new AtomicInteger();
    try (var proxy = FaultProxy.before(server.address());
        var client = RedisClient.create(at(proxy.address()))) {
      var sessions =
          new RedisSessionRepository(
              client, Lifetimes.defaults().withTouchEvery(Duration.ZERO).withPerUser(1_000));
      for (int i = 0; i < 1_000; i++) {
        long wait = random.nextInt(3_000);
        var cut =
            CompletableFuture.runAsync(
                () -> {
                  java.util.concurrent.locks.LockSupport.parkNanos(wait * 1_000);
                  proxy.cut();
                });
        try {
          Session session = sessions.create(ADA, Map.of(VISITS, "1"));
          session = sessions.find(session.id()).orElse(session);
          sessions.save(session);
          sessions.rotate(session);
          survived.incrementAndGet();
        } catch (JedisException cutOff) {
          // What it had sent, the server has done as a whole, or not at all.
        }
        cut.join();
      }
    }
    List<String> keys = List.copyOf(redis.keys("*"));

    assertThat(survived.get()).isLessThan(1_000);
    assertThat(keys).isNotEmpty();
    assertThat(keys).allSatisfy(key -> assertThat(redis.pttl(key)).isPositive());
  }

  @Test
  void everyKeyHasAnEndAfterEachVerb() {
    var sessions = new RedisSessionRepository(redis, Lifetimes.defaults());
    Session nobody = sessions.create(Optional.empty(), Map.of());
    Session session = sessions.create(ADA, Map.of());
    assertAllHaveAnEnd(3);
    sessions.find(session.id());
    assertAllHaveAnEnd(3);
    sessions.save(session);
    sessions.save(nobody);
    assertAllHaveAnEnd(3);
    sessions.rotate(session);
    sessions.rotate(nobody);
    assertAllHaveAnEnd(3);
  }

  private static void assertAllHaveAnEnd(int keys) {
    assertThat(redis.keys("*"))
        .hasSize(keys)
        .allSatisfy(key -> assertThat(redis.pttl(key)).isBetween(1L, 12 * 3_600_000L));
  }

  @Test
  void rubbishUnderASessionsKeyIsNoSessionAndGoesAway() {
    var sessions =
        new RedisSessionRepository(redis, Lifetimes.defaults().withTouchEvery(Duration.ZERO));
    SessionId id = SessionId.create();
    redis.set(SessionKeys.of(id), "rubbish");

    assertThat(sessions.find(id)).isEmpty();
    assertThat(redis.exists(SessionKeys.of(id))).isFalse();
  }
}
