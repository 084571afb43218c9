package example.elasticache.sessions.availability;

import static example.elasticache.devservices.Service.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.devservices.faults.ScriptedRedis;
import example.elasticache.devservices.topology.RedisCluster;
import example.elasticache.sessions.Attribute;
import example.elasticache.sessions.Lifetimes;
import example.elasticache.sessions.RedisSessionRepository;
import example.elasticache.sessions.Session;
import example.elasticache.sessions.SessionId;
import example.elasticache.sessions.SessionKeys;
import example.elasticache.sessions.SessionRepository;
import example.elasticache.sessions.SessionStoreUnavailableException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;

/** ASVS 16.5.2 and 16.5.3: with the store down, nobody is let in, and nobody waits. */
@Isolated
class FailClosedSessionsIT {
  private static final Duration LIMIT = Duration.ofMillis(250);

  /** The bound for an answer. */
  private static final long MOST_MILLIS = 300;

  private static final int USERS = 64;
  private static DevServices services;

  /** For what comes before and after the fault, on a busy machine. */
  private static RedisClient patient;

  private RedisClient redis;
  private SessionRepository sessions;

  @BeforeAll
  static void start() {
    services = DevServices.start(REDIS);
    patient = RedisClient.create(services.redis());
  }

  @AfterAll
  static void stop() {
    patient.close();
    services.close();
  }

  @BeforeEach
  void connect() {
    redis = Clients.redis(services.redis(), SslOptions.defaults());
    patient.getPool().clear(); // a test may have killed the server
    patient.flushAll();
    sessions = failClosed(redis);
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  private static FailClosedSessions failClosed(RedisClient redis) {
    var repository = new RedisSessionRepository(redis, Lifetimes.defaults());
    return new FailClosedSessions(repository, LIMIT, redis.getPool()::clear);
  }

  private static Session logIn(String user) {
    return new RedisSessionRepository(patient, Lifetimes.defaults())
        .create(Optional.of(user), Map.of());
  }

  /** Fails without the deadline, and when a fault is taken for "no session". */
  @Test
  void withTheStoreStoppedEveryUserIsToldSoInTimeAndIsBackAfterIt() throws Exception {
    List<Session> users = usersOf(USERS);
    services.pause(REDIS);
    try {
      for (int round = 0; round < 2; round++) {
        assertThat(Collections.max(askAll(users))).isLessThanOrEqualTo(MOST_MILLIS);
      }
    } finally {
      services.resume(REDIS);
    }

    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(users)
                    .allSatisfy(user -> assertThat(sessions.find(user.id())).contains(user)));
  }

  @Test
  void withTheStoreKilledEveryUserIsToldSoInTimeAndItRecoversWithoutARestart() throws Exception {
    List<Session> users = usersOf(USERS);
    services.kill(REDIS);
    try {
      assertThat(Collections.max(askAll(users))).isLessThanOrEqualTo(MOST_MILLIS);
    } finally {
      services.restart(REDIS);
    }

    // It has lost its memory: logged out is right now, and was a guess before.
    await().ignoreExceptions().until(() -> sessions.find(users.get(0).id()).isEmpty());
    await()
        .ignoreExceptions()
        .until(() -> sessions.create(Optional.of("ada"), Map.of()).user().isPresent());
  }

  private List<Session> usersOf(int count) {
    List<Session> users = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      users.add(logIn("user " + i));
    }
    return users;
  }

  /** All users ask at once, each fails as it must; returns how many milliseconds each waited. */
  private List<Long> askAll(List<Session> users) throws Exception {
    var threads = Executors.newFixedThreadPool(users.size());
    var start = new CountDownLatch(1);
    try {
      List<Future<Long>> calls = new ArrayList<>();
      for (Session user : users) {
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  long from = System.nanoTime();
                  assertThatThrownBy(() -> sessions.find(user.id()))
                      .isInstanceOf(SessionStoreUnavailableException.class);
                  return (System.nanoTime() - from) / 1_000_000;
                }));
      }
      start.countDown();
      List<Long> millis = new ArrayList<>();
      for (Future<Long> call : calls) {
        millis.add(call.get());
      }
      return millis;
    } finally {
      threads.shutdownNow();
    }
  }

  /** A socket's timeout would begin again with each byte. */
  @Test
  void anAnswerThatDripsInDoesNotOutlastTheLimit() {
    Session ada = logIn("ada");
    var address = new InetSocketAddress("127.0.0.1", services.redis().getPort());
    try (var proxy = FaultProxy.before(address);
        var slow = Clients.redis(at(proxy.address()), SslOptions.defaults())) {
      var dripped = failClosed(slow);
      await().ignoreExceptions().until(() -> dripped.find(ada.id()).isPresent());
      proxy.drip(Duration.ofMillis(90));

      long start = System.nanoTime();
      assertThatThrownBy(() -> dripped.find(ada.id()))
          .isInstanceOf(SessionStoreUnavailableException.class);

      assertThat((System.nanoTime() - start) / 1_000_000).isLessThanOrEqualTo(MOST_MILLIS);
    }
  }

  @Test
  void aClusterThatStopsIsToldOfInTimeAndIsBackAfterIt() {
    try (var cluster = RedisCluster.start(3, 0);
        var client = Clients.cluster(at(cluster.nodes().get(0).address()), SslOptions.defaults())) {
      var clustered =
          new FailClosedSessions(
              new RedisSessionRepository(client, Lifetimes.defaults()), LIMIT, () -> {});
      await().ignoreExceptions().until(() -> clustered.find(SessionId.create()).isEmpty());
      Session ada = await().ignoreExceptions().until(() -> logIn(clustered), found -> true);
      cluster.nodes().forEach(RedisServer::pause);
      try {
        for (int call = 0; call < 3; call++) {
          long start = System.nanoTime();
          assertThatThrownBy(() -> clustered.find(ada.id()))
              .isInstanceOf(SessionStoreUnavailableException.class);
          assertThat((System.nanoTime() - start) / 1_000_000).isLessThanOrEqualTo(MOST_MILLIS);
        }
      } finally {
        cluster.nodes().forEach(RedisServer::resume);
      }

      await().ignoreExceptions().until(() -> clustered.find(ada.id()).equals(Optional.of(ada)));
    }
  }

  private static Session logIn(SessionRepository sessions) {
    return sessions.create(Optional.of("ada"), Map.of());
  }

  /** An application starts while its session store is down, and says so to its users. */
  @Test
  void aClusterClientStartsWithoutItsCluster() {
    try (var client = Clients.cluster(URI.create("redis://127.0.0.1:1"), SslOptions.defaults())) {
      var nowhere =
          new FailClosedSessions(
              new RedisSessionRepository(client, Lifetimes.defaults()), LIMIT, () -> {});

      assertThatThrownBy(() -> nowhere.find(SessionId.create()))
          .isInstanceOf(SessionStoreUnavailableException.class);
    }
  }

  private static URI at(InetSocketAddress address) {
    return URI.create("redis://127.0.0.1:" + address.getPort());
  }

  /** ASVS 7.4.1: a "good-bye" that is not true would be worse than an error. */
  @Test
  void aLogoutThatDidNotHappenIsNotReportedAsOne() {
    Session ada = logIn("ada");
    services.pause(REDIS);
    try {
      assertThatThrownBy(() -> sessions.delete(ada.id()))
          .isInstanceOf(SessionStoreUnavailableException.class);
      assertThatThrownBy(() -> sessions.deleteAllOf("ada"))
          .isInstanceOf(SessionStoreUnavailableException.class);
      assertThatThrownBy(() -> sessions.create(Optional.of("ada"), Map.of()))
          .isInstanceOf(SessionStoreUnavailableException.class);
    } finally {
      services.resume(REDIS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-OOM command not allowed when used memory > 'maxmemory'.\r\n",
        "-LOADING Redis is loading the dataset in memory\r\n",
        "-MASTERDOWN Link with MASTER is down\r\n",
        "-MISCONF Redis is configured to save RDB snapshots\r\n",
        "-CLUSTERDOWN The cluster is down\r\n",
        "-BUSY Redis is busy running a script\r\n",
        "-NOAUTH Authentication required.\r\n",
        "-NOPERM this user has no permissions\r\n",
        "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n",
        "-TRYAGAIN Multiple keys request during rehashing of slot\r\n",
        "-ERR unknown\r\n",
        ":1\r\n",
        "*1\r\n$1\r\na\r\n",
        "$5\r\nab",
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        "\u0000\u0000\u0000\u0000"
      })
  void whateverTheServerRepliesInsteadOfAnAnswerIsUnavailable(String reply) {
    try (var broken = ScriptedRedis.answeringAndClosing(reply);
        var client = Clients.redis(at(broken.address()), SslOptions.defaults())) {
      var repository = failClosed(client);

      assertThatThrownBy(() -> repository.find(SessionId.create()))
          .isInstanceOf(SessionStoreUnavailableException.class)
          .hasMessageNotContaining("session:");
    }
  }

  @Test
  void aFullStoreTakesNoNewSessionAndKeepsTheOldOnes() {
    Session ada = logIn("ada");
    patient.configSet("maxmemory-policy", "noeviction");
    patient.configSet("maxmemory", "1mb");
    try {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  sessions.create(
                      Optional.of("user " + i), Map.of(Attribute.CART, "x".repeat(10_000)));
                }
              })
          .isInstanceOf(SessionStoreUnavailableException.class)
          .hasMessage("The session store does not answer as it should (OOM).");
      assertThat(patient.exists(SessionKeys.of(ada.id()))).isTrue();
    } finally {
      patient.configSet("maxmemory", "0");
    }
    await().ignoreExceptions().until(() -> sessions.find(ada.id()).equals(Optional.of(ada)));
  }

  /** The client itself would go on asking the replica for ever. */
  @Test
  void aReplicaInThePrimarysPlaceMakesTheClientConnectAnew() {
    var dropped = new AtomicInteger();
    try (var replica = ScriptedRedis.answering("-READONLY You can't write against a replica.\r\n");
        var client = Clients.redis(at(replica.address()), SslOptions.defaults())) {
      var repository =
          new FailClosedSessions(
              new RedisSessionRepository(client, Lifetimes.defaults()),
              LIMIT,
              dropped::incrementAndGet);

      assertThatThrownBy(() -> repository.create(Optional.of("ada"), Map.of()))
          .hasMessage("The session store does not answer as it should (READONLY).");

      assertThat(dropped.get()).isEqualTo(1);
    }
  }

  @Test
  void whatTheCallerDidWrongIsNoFaultOfTheStore() {
    assertThatThrownBy(
            () ->
                sessions.create(Optional.of("ada"), Map.of(Attribute.CART, "x".repeat(17 * 1024))))
        .hasMessageStartingWith("A session takes 16384 bytes at most");
  }
}
