package example.elasticache.cacheaside.hardened;

import static example.elasticache.devservices.Service.MYSQL;
import static example.elasticache.devservices.Service.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import example.elasticache.cacheaside.Clients;
import example.elasticache.cacheaside.MySqlUserStore;
import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.degradation.CacheFault;
import example.elasticache.devservices.DevServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import redis.clients.jedis.RedisClient;

/** The whole object against servers that are stopped, killed and refused. */
@Isolated
class HardenedUsersIT {
  private static DevServices services;
  private static HikariDataSource database;
  private static MySqlUserStore store;
  private RedisClient redis;
  private HardenedUsers users;

  @BeforeAll
  static void connect() {
    services = DevServices.start(REDIS, MYSQL);
    database =
        Clients.database(
            services.mysql().url(), services.mysql().user(), services.mysql().password());
    store = new MySqlUserStore(database);
    store.createSchema();
    for (long id = 1; id <= 200; id++) {
      store.save(user(id, "free"));
    }
  }

  @AfterAll
  static void disconnect() {
    database.close();
    services.close();
  }

  @BeforeEach
  void build() {
    redis = Clients.redis(services.redis());
    redis.flushAll();
    users = HardenedUsers.builder(store, services.redis()).build();
    users.find(1);
  }

  @AfterEach
  void close() {
    users.close();
    redis.close();
  }

  private static User user(long id, String plan) {
    return new User(id, "Ada Lovelace", "ada@example.com", plan);
  }

  /**
   * Fails without deadline (a call waits for the socket), breaker (each waits anew), or tolerance.
   */
  @Test
  void withTheCacheStoppedEveryReadIsAnsweredSoon() throws Exception {
    services.pause(REDIS);
    try {
      List<Long> first = onThreads(64, 1, id -> users.find(id).orElseThrow());
      await().until(() -> users.metrics().cacheIsOut());
      List<Long> second = onThreads(64, 65, id -> users.find(id).orElseThrow());

      assertThat(Collections.max(first)).isLessThanOrEqualTo(300);
      assertThat(second).hasSize(64);
      // Once the breaker is open a read costs what the database costs, and no more than 5 ms on
      // top.
      assertThat(medianWithoutCache()).isLessThanOrEqualTo(medianOfStore() + 5);
    } finally {
      services.resume(REDIS);
    }
    await().until(() -> !users.metrics().cacheIsOut());
    users.find(1);
    assertThat(users.find(1)).isPresent();
  }

  private double medianWithoutCache() {
    return median(id -> users.find(id));
  }

  private static double medianOfStore() {
    return median(store::find);
  }

  private static double median(LongConsumer read) {
    List<Long> nanos = new ArrayList<>();
    for (long id = 1; id <= 100; id++) {
      long start = System.nanoTime();
      read.accept(id);
      nanos.add(System.nanoTime() - start);
    }
    Collections.sort(nanos);
    return nanos.get(50) / 1e6;
  }

  /** Returns how many milliseconds each call took. */
  private static List<Long> onThreads(int threads, long firstId, LongConsumer call)
      throws Exception {
    var executor = Executors.newFixedThreadPool(threads);
    var start = new CountDownLatch(1);
    try {
      List<Future<Long>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        long id = firstId + i;
        calls.add(
            executor.submit(
                () -> {
                  start.await();
                  long from = System.nanoTime();
                  call.accept(id);
                  return (System.nanoTime() - from) / 1_000_000;
                }));
      }
      start.countDown();
      List<Long> millis = new ArrayList<>();
      for (Future<Long> each : calls) {
        millis.add(each.get());
      }
      return millis;
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void withTheCacheKilledEveryReadIsAnsweredAndItHealsByItself() throws Exception {
    services.kill(REDIS);
    List<Long> millis = onThreads(64, 1, id -> users.find(id).orElseThrow());
    assertThat(Collections.max(millis)).isLessThanOrEqualTo(300);

    services.restart(REDIS);

    await()
        .untilAsserted(
            () -> {
              long hits = users.stats().hits();
              users.find(1);
              assertThat(users.stats().hits()).isGreaterThan(hits);
            });
  }

  @Test
  void itStartsWithoutACache() {
    services.kill(REDIS);
    try (var early = HardenedUsers.builder(store, services.redis()).build()) {
      assertThat(early.find(1)).isPresent();
    } finally {
      services.restart(REDIS);
    }
  }

  /** Fails without the bulkhead: then the pool of ten is full and two hundred wait for it. */
  @Test
  void aCacheOutageDoesNotFloodTheDatabase() throws Exception {
    services.kill(REDIS);
    var most = new AtomicInteger();
    var answered = new AtomicInteger();
    var rejected = new AtomicInteger();
    try (var watch = database.getConnection();
        var slow =
            HardenedUsers.builder(new SlowStore(store, 50), services.redis())
                .storeCalls(5, Duration.ofMillis(100))
                .build()) {
      onThreads(
          200,
          1,
          id -> {
            try {
              slow.find(id);
              answered.incrementAndGet();
            } catch (StoreException busy) {
              rejected.incrementAndGet();
            }
            most.accumulateAndGet(database.getHikariPoolMXBean().getActiveConnections(), Math::max);
          });
      try (var statement = watch.createStatement();
          var processes = statement.executeQuery("SHOW PROCESSLIST")) {
        int connections = 0;
        while (processes.next()) {
          connections++;
        }
        assertThat(connections).isLessThanOrEqualTo(10 + 2);
      }
      assertThat(most.get()).isLessThanOrEqualTo(5 + 1);
      assertThat(answered.get() + rejected.get()).isEqualTo(200);
      assertThat(answered.get()).isPositive();
      assertThat(slow.metrics().rejected()).isEqualTo(rejected.get());
    } finally {
      services.restart(REDIS);
    }
  }

  @Test
  void withTheDatabaseStoppedHitsGoOnAndMissesFailInTime() throws Exception {
    users.find(1);
    services.pause(MYSQL);
    try {
      assertThat(users.find(1)).isPresent();
      List<Long> millis =
          onThreads(
              64,
              100,
              id -> assertThatThrownBy(() -> users.find(id)).isInstanceOf(StoreException.class));
      assertThat(users.find(1)).isPresent();
      // A second for a connection and two for an answer; the others are turned away at once.
      assertThat(Collections.max(millis)).isLessThanOrEqualTo(4_000);
      assertThat(millis.stream().filter(ms -> ms < 1_000)).hasSizeGreaterThanOrEqualTo(50);
    } finally {
      services.resume(MYSQL);
    }
    await().ignoreExceptions().until(() -> users.find(150).isPresent());
  }

  /** No connection of the pool outlives the server; the pool makes new ones by itself. */
  @Test
  void withTheDatabaseKilledHitsGoOnMissesFailInTimeAndItRecoversWithoutARestart()
      throws Exception {
    users.find(1);
    services.kill(MYSQL);
    try {
      List<Long> millis =
          onThreads(
              64,
              100,
              id -> assertThatThrownBy(() -> users.find(id)).isInstanceOf(StoreException.class));
      assertThat(Collections.max(millis)).isLessThanOrEqualTo(4_000);
      assertThat(users.find(1)).isPresent();
    } finally {
      services.restart(MYSQL);
    }
    await().ignoreExceptions().until(() -> users.find(150).isPresent());
  }

  /** Fails without the owed evictions: then the old copy answers when the cache is back. */
  @Test
  void aWriteWhileTheCacheIsStoppedLeavesNoOldCopy() {
    users.find(1);
    services.pause(REDIS);
    try {
      users.save(user(1, "pro"));
      assertThat(users.find(1)).map(UserInfo::plan).contains("pro");
      assertThat(users.metrics().owedEvictions()).isEqualTo(1);
    } finally {
      services.resume(REDIS);
    }
    await().until(() -> users.metrics().owedEvictions() == 0);
    assertThat(redis.get("user_info:v1:1")).isNull();
    assertThat(users.find(1)).map(UserInfo::plan).contains("pro");
    users.save(user(1, "free"));
  }

  @Test
  void aFullCacheIsReadPastAndStillServesItsHits() {
    users.find(1);
    redis.configSet("maxmemory-policy", "noeviction");
    redis.configSet("maxmemory", "1");
    try {
      assertThat(users.find(2)).isPresent();
      assertThat(users.find(2)).isPresent();
      long hits = users.stats().hits();
      assertThat(users.find(1)).isPresent();
      assertThat(users.stats().hits()).isEqualTo(hits + 1);
      assertThat(users.metrics().faults().get(CacheFault.REFUSED)).isPositive();
      assertThat(users.metrics().cacheIsOut()).isFalse();
    } finally {
      redis.configSet("maxmemory", "0");
    }
  }

  @Test
  void aPasswordThatChangedIsAFaultOfItsOwnKind() {
    redis.configSet("requirepass", "s3cret");
    try (var locked = HardenedUsers.builder(store, services.redis()).build()) {
      assertThat(locked.find(1)).isPresent();
      assertThat(locked.metrics().faults().get(CacheFault.DENIED)).isPositive();
    } finally {
      redis.configSet("requirepass", "");
    }
  }

  @Test
  void tenThousandReadsOfAMissingUserAskTheDatabaseOnce() {
    long loads = users.metrics().loads();
    for (int i = 0; i < 10_000; i++) {
      assertThat(users.find(404)).isEmpty();
    }
    assertThat(users.metrics().loads()).isEqualTo(loads + 1);

    users.save(user(404, "free"));
    assertThat(users.find(404)).isPresent();
    users.delete(404);
    assertThat(users.find(404)).isEmpty();
  }
}
