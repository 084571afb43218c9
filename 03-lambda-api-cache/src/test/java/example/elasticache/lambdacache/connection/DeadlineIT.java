package example.elasticache.lambdacache.connection;

import static example.elasticache.devservices.Service.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.faults.FaultProxy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Calls over a network that delays, drips, swallows and resets.
 *
 * <p>Without the deadline, each of these faults holds a call for three seconds and more.
 */
@Isolated
class DeadlineIT {
  private static final Duration LIMIT = Duration.ofMillis(100);
  private static final String VALUE = "x".repeat(300);
  private static DevServices services;
  private FaultProxy network;
  private CacheClient redis;

  @BeforeAll
  static void start() {
    services = DevServices.start(REDIS);
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @BeforeEach
  void connect() {
    network =
        FaultProxy.before(
            new InetSocketAddress(services.redis().getHost(), services.redis().getPort()));
    redis = client(network);
    redis.jedis().set("a", VALUE);
  }

  @AfterEach
  void disconnect() {
    redis.close();
    network.close();
  }

  private static URI through(FaultProxy network) {
    return URI.create("redis://127.0.0.1:" + network.address().getPort());
  }

  private static CacheClient client(FaultProxy network) {
    URI endpoint = through(network);
    return CacheClient.single(endpoint, CacheClient.loginOf(endpoint), SslOptions.defaults());
  }

  private static long millisOfFailure(UnifiedJedis client, Duration limit) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> Deadline.within(limit, () -> client.get("a")))
        .isInstanceOf(JedisConnectionException.class);
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** The proof that the fault is real: a socket timeout of 100 ms lets it drip for seconds. */
  @Test
  void withoutADeadlineADrippedReplyHoldsACallForAsLongAsItDrips() {
    try (var plain = RedisClient.create(through(network))) {
      plain.get("a");
      network.drip(Duration.ofMillis(2)); // 300 bytes and more
      long start = System.nanoTime();

      assertThat(plain.get("a")).isEqualTo(VALUE);

      assertThat((System.nanoTime() - start) / 1_000_000).isGreaterThan(400);
    }
  }

  /** Fails when the stream's read sets no timeout of its own. */
  @Test
  void aDrippedReplyEndsAtTheDeadline() {
    network.drip(Duration.ofMillis(20));

    assertThat(millisOfFailure(redis.jedis(), LIMIT)).isBetween(90L, 1_000L);
  }

  static Stream<Consumer<FaultProxy>> faults() {
    return Stream.of(
        network -> network.delay(Duration.ofSeconds(10)),
        FaultProxy::holdReplies,
        FaultProxy::blackHole,
        FaultProxy::reset,
        FaultProxy::refuse);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultEndsAtTheDeadlineAndHealsByItself(Consumer<FaultProxy> fault) {
    fault.accept(network);
    assertThat(millisOfFailure(redis.jedis(), LIMIT)).isLessThanOrEqualTo(1_000);

    network.heal();

    await()
        .ignoreExceptions()
        .until(() -> Deadline.within(LIMIT, () -> redis.jedis().get("a")).equals(VALUE));
  }

  @Test
  void aCallAfterTheDeadlineOfAnotherHasTimeOfItsOwn() {
    network.holdReplies();
    millisOfFailure(redis.jedis(), LIMIT);
    network.heal();

    assertThat(Deadline.within(Duration.ofSeconds(10), () -> redis.jedis().get("a")))
        .isEqualTo(VALUE);
    assertThat(redis.jedis().get("a")).isEqualTo(VALUE);
  }

  /** Fails when a read after the deadline gives up whatever has arrived. */
  @Test
  void whatArrivedInTimeIsReadAlsoByAThreadThatWokeUpLate() throws Exception {
    var sockets =
        new DeadlineSocketFactory(
            new HostAndPort("127.0.0.1", network.address().getPort()),
            DefaultJedisClientConfig.builder().build());
    try (var socket = sockets.createSocket()) {
      socket.getOutputStream().write("PING\r\n".getBytes());
      byte[] reply = new byte[7];

      int read =
          Deadline.within(
              Duration.ofMillis(1_000),
              () -> {
                try {
                  Thread.sleep(1_050);
                  return socket.getInputStream().read(reply, 0, 7);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });

      assertThat(new String(reply, 0, read)).isEqualTo("+PONG\r\n");
    }
  }
}
