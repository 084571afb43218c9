package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.devservices.faults.RespGate;
import example.elasticache.lambdacache.connection.CacheClient;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.util.JedisClusterCRC16;

class RedisAnswerCacheIT implements AnswerCacheContract {
  private static final Duration LONGEST = Duration.ofHours(25);
  private static RedisServer server;
  private static RedisClient redis;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    redis = RedisClient.create(uri(server.address()));
  }

  @AfterAll
  static void stop() {
    redis.close();
    server.close();
  }

  private static URI uri(InetSocketAddress address) {
    return URI.create("redis://127.0.0.1:" + address.getPort());
  }

  private final RedisAnswerCache cache =
      new RedisAnswerCache(redis, LEASE, LONGEST, InstantSource.system());

  @Override
  public AnswerCache cache() {
    return cache;
  }

  private static String key(ApiCall call) {
    return "api_answer:v1:{" + call.key() + "}";
  }

  @Test
  void aCopyAndItsLeaseLieInOneSlotAndNothingLivesForEver() {
    ApiCall call = AnswerCacheContract.newCall();
    cache.open(call, Lease.create(), BUDGET);
    assertThat(redis.pttl(key(call) + ":lease")).isBetween(1L, LEASE.toMillis());

    cache.keep(call, Lease.create(), AnswerCacheContract.copy(), BUDGET);

    assertThat(redis.pttl(key(call))).isBetween(100_000L, 120_000L);
    assertThat(JedisClusterCRC16.getSlot(key(call)))
        .isEqualTo(JedisClusterCRC16.getSlot(key(call) + ":lease"));
    cache.passOn(call, Lease.create(), Duration.ofSeconds(30), BUDGET);
    assertThat(redis.pttl(key(call))).isBetween(1L, 30_000L);
  }

  @Test
  void aHitIsOneGet() {
    ApiCall call = AnswerCacheContract.newCall();
    cache.keep(call, Lease.create(), AnswerCacheContract.copy(), BUDGET);
    try (var gate = RespGate.before(server.address());
        var client =
            CacheClient.single(
                uri(gate.address()),
                CacheClient.loginOf(uri(gate.address())),
                SslOptions.defaults())) {
      var counted = new RedisAnswerCache(client.jedis(), LEASE, LONGEST, InstantSource.system());
      counted.find(call, BUDGET);
      gate.resetCounts();

      for (int i = 0; i < 10; i++) {
        assertThat(counted.find(call, BUDGET)).isInstanceOf(Copy.class);
      }

      assertThat(gate.counts()).containsOnlyKeys("GET").containsEntry("GET", 10L);
    }
  }

  @Test
  void aListUnderOurKeysIsNothingAndMakesRoom() {
    ApiCall call = AnswerCacheContract.newCall();
    redis.rpush(key(call), "a");
    redis.rpush(key(call) + ":lease", "a");

    assertThat(cache.find(call, BUDGET)).isEqualTo(new Found.Nothing());
    Lease lease = Lease.create();
    assertThat(cache.open(call, lease, BUDGET)).isInstanceOf(Opened.Granted.class);
    Copy copy = AnswerCacheContract.copy();
    cache.keep(call, lease, copy, BUDGET);

    assertThat(cache.find(call, BUDGET)).isEqualTo(copy);
    assertThat(cache.unreadable()).isEqualTo(2);
  }

  @Test
  void anothersCopyUnderOurKeyIsNothingAndIsCounted() {
    ApiCall adas =
        new ApiCall("prices", "7", new TreeMap<>(), Optional.of(new Caller("acme", "ada")));
    ApiCall graces =
        new ApiCall("prices", "7", new TreeMap<>(), Optional.of(new Caller("acme", "grace")));
    cache.keep(graces, Lease.create(), AnswerCacheContract.copy(), BUDGET);
    redis.set(key(adas).getBytes(US_ASCII), redis.get(key(graces).getBytes(US_ASCII)));

    assertThat(cache.find(adas, BUDGET)).isEqualTo(new Found.Nothing());
    assertThat(cache.find(graces, BUDGET)).isInstanceOf(Copy.class);
    assertThat(cache.unreadable()).isEqualTo(1);
  }

  @Test
  void aServerThatForgotTheScriptsLearnsThemAgain() {
    ApiCall call = AnswerCacheContract.newCall();
    cache.open(call, Lease.create(), BUDGET);
    redis.scriptFlush("{any}");

    assertThat(cache.open(call, Lease.create(), BUDGET)).isInstanceOf(Opened.Taken.class);
  }

  /** A client that repeats a command whose answer was lost must not wait for itself. */
  @Test
  void whoMeetsItsOwnLeaseHasIt() throws Exception {
    ApiCall call = AnswerCacheContract.newCall();
    try (var network = FaultProxy.before(server.address());
        var client =
            CacheClient.single(
                uri(network.address()),
                CacheClient.loginOf(uri(network.address())),
                SslOptions.defaults())) {
      var far =
          new FaultTolerantAnswerCache(
              new RedisAnswerCache(
                  client.jedis(), Duration.ofMinutes(1), LONGEST, InstantSource.system()),
              client::drop,
              Duration.ofSeconds(20),
              Duration.ofSeconds(20));
      far.find(call, BUDGET);
      network.holdReplies();
      var opened = new CompletableFuture<Opened>();
      var asker = new Thread(() -> opened.complete(far.open(call, Lease.create(), BUDGET)));
      asker.start();
      // The command has arrived, and its answer has not.
      Awaitility.await().until(() -> redis.exists(key(call) + ":lease"));
      network.cut();
      network.heal();

      assertThat(opened.get(30, TimeUnit.SECONDS)).isInstanceOf(Opened.Granted.class);
      assertThat(far.faults(CacheFault.CUT)).isZero();
      asker.join();
    }
  }
}
