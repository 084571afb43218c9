package example.elasticache.cacheaside.leases;

import static example.elasticache.devservices.Service.MEMCACHED;
import static example.elasticache.devservices.Service.MYSQL;
import static example.elasticache.devservices.Service.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import example.elasticache.cacheaside.CacheAside;
import example.elasticache.cacheaside.Clients;
import example.elasticache.cacheaside.Expiry;
import example.elasticache.cacheaside.MySqlUserStore;
import example.elasticache.cacheaside.RedisUserCache;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.Users;
import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.faults.RespGate;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import net.rubyeye.xmemcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.RedisClient;

/**
 * Readers against writers, on real servers: first held at the worst moment, then left to chance.
 */
class LeaseRacesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static DevServices services;
  private static RedisClient redis;
  private static MemcachedClient memcached;
  private static HikariDataSource database;
  private static MySqlUserStore store;
  private static final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeAll
  static void connect() {
    services = DevServices.start(REDIS, MEMCACHED, MYSQL);
    redis = RedisClient.create(services.redis());
    memcached = Clients.memcached(services.memcached());
    memcached.setOpTimeout(5_000);
    database =
        Clients.database(
            services.mysql().url(), services.mysql().user(), services.mysql().password());
    store = new MySqlUserStore(database);
    store.createSchema();
  }

  @AfterAll
  static void disconnect() throws Exception {
    threads.shutdownNow();
    database.close();
    memcached.shutdown();
    redis.close();
    services.close();
  }

  @BeforeEach
  void empty() throws Exception {
    redis.flushAll();
    memcached.flushAll();
  }

  static Stream<LeasedUserCache> engines() {
    return Stream.of(
        new RedisLeasedUserCache(redis, CacheTimes.defaults()),
        new MemcachedLeasedUserCache(memcached, CacheTimes.defaults()));
  }

  private static User user(long id, String plan) {
    return new User(id, "Ada Lovelace", "ada@example.com", plan);
  }

  /** The proof that the race is real: what stage 1 does in it. */
  @Test
  void withoutALeaseTheOvertakenReaderLeavesTheOldRowForAnHour() {
    var gate = new GatedStore(store);
    var cache =
        new RedisUserCache(
            redis, Expiry.after(Duration.ofHours(1)), Expiry.after(Duration.ofSeconds(30)));
    var users = new CacheAside(gate, cache);
    store.save(user(1, "free"));
    var overtaken = gate.holdNextRead(() -> users.find(1));

    users.save(user(1, "pro"));
    gate.letGo();
    overtaken.join();

    assertThat(users.find(1)).map(UserInfo::plan).contains("free");
    assertThat(redis.ttl("user_info:v1:1")).isGreaterThan(3_500);
  }

  /** Fails when {@code fill} writes without looking for its lease. */
  @ParameterizedTest
  @MethodSource("engines")
  void withALeaseTheOvertakenReaderLeavesNothing(LeasedUserCache cache) {
    var gate = new GatedStore(store);
    var users = new CacheAsideWithLeases(gate, cache, PATIENCE);
    store.save(user(1, "free"));
    var overtaken = gate.holdNextRead(() -> users.find(1));

    users.save(user(1, "pro"));
    gate.letGo();
    overtaken.join();

    assertThat(users.find(1)).map(UserInfo::plan).contains("pro");
  }

  /** The same on the wire: the reader's last command is on its way while the writer overtakes. */
  @Test
  void aFillThatIsStillOnTheWireIsRefusedWhenItArrives() throws Exception {
    try (var gate = RespGate.before(address());
        var behindGate = RedisClient.create("127.0.0.1", gate.address().getPort())) {
      var cache = new RedisLeasedUserCache(behindGate, CacheTimes.defaults());
      var reader = new CacheAsideWithLeases(store, cache, PATIENCE);
      var writer =
          new CacheAsideWithLeases(
              store, new RedisLeasedUserCache(redis, CacheTimes.defaults()), PATIENCE);
      store.save(user(1, "free"));
      var fill = gate.holdNext("EVALSHA", "user_info:v1:1");
      var overtaken = CompletableFuture.supplyAsync(() -> reader.find(1), threads);
      fill.await(PATIENCE);

      writer.save(user(1, "pro"));
      fill.release();
      overtaken.join();

      assertThat(redis.exists("user_info:v1:1")).isFalse();
      assertThat(reader.find(1)).map(UserInfo::plan).contains("pro");
    }
  }

  /** And what stage 1 does there. */
  @Test
  void withoutALeaseASetThatIsStillOnTheWireBringsTheOldRowBack() throws Exception {
    try (var gate = RespGate.before(address());
        var behindGate = RedisClient.create("127.0.0.1", gate.address().getPort())) {
      Expiry hour = Expiry.after(Duration.ofHours(1));
      var reader = new CacheAside(store, new RedisUserCache(behindGate, hour, hour));
      var writer = new CacheAside(store, new RedisUserCache(redis, hour, hour));
      store.save(user(1, "free"));
      var set = gate.holdNext("SET", "user_info:v1:1");
      var overtaken = CompletableFuture.supplyAsync(() -> reader.find(1), threads);
      set.await(PATIENCE);

      writer.save(user(1, "pro"));
      set.release();
      overtaken.join();

      assertThat(writer.find(1)).map(UserInfo::plan).contains("free");
    }
  }

  private static InetSocketAddress address() {
    return new InetSocketAddress(services.redis().getHost(), services.redis().getPort());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aDeletedRowIsNotBroughtBackByAnOvertakenReader(LeasedUserCache cache) {
    var gate = new GatedStore(store);
    var users = new CacheAsideWithLeases(gate, cache, PATIENCE);
    store.save(user(1, "free"));
    var overtaken = gate.holdNextRead(() -> users.find(1));

    users.delete(1);
    gate.letGo();
    overtaken.join();

    assertThat(users.find(1)).isEmpty();
  }

  /** Fails when {@code evict} only deletes: then the old row gets a lease and is kept. */
  @ParameterizedTest
  @MethodSource("enginesWithHoldOff")
  void theOldRowOfALaggingReplicaIsNotKept(LeasedUserCache cache) {
    var replica = new GatedStore(store);
    var users = new CacheAsideWithLeases(replica, cache, PATIENCE);
    store.save(user(1, "free"));
    UserInfo old = store.find(1).orElseThrow();

    users.save(user(1, "pro"));
    replica.lagOnce(old);

    assertThat(users.find(1)).contains(old);
    assertThat(users.find(1)).map(UserInfo::plan).contains("pro");
  }

  static Stream<LeasedUserCache> enginesWithHoldOff() {
    var times = CacheTimes.defaults().withHoldOff(Duration.ofSeconds(2));
    return Stream.of(
        new RedisLeasedUserCache(redis, times), new MemcachedLeasedUserCache(memcached, times));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void threeHundredRacesLeaveNoOldCopy(LeasedUserCache cache) throws Exception {
    assertThat(staleAfterRaces(300, new CacheAsideWithLeases(store, cache, PATIENCE))).isZero();
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource("engines")
  void fiveThousandRacesLeaveNoOldCopy(LeasedUserCache cache) throws Exception {
    assertThat(staleAfterRaces(5_000, new CacheAsideWithLeases(store, cache, PATIENCE))).isZero();
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource("engines")
  void fiveThousandDeletionsBringNobodyBack(LeasedUserCache cache) throws Exception {
    Users users = new CacheAsideWithLeases(store, cache, PATIENCE);
    int resurrected = 0;
    for (long id = 1; id <= 5_000; id++) {
      long victim = id;
      store.save(user(victim, "free"));
      atOnce(() -> users.find(victim), () -> users.delete(victim), () -> users.find(victim));
      resurrected += users.find(victim).isPresent() ? 1 : 0;
    }
    assertThat(resurrected).isZero();
  }

  /** Returns how often the read after the race still got the old row. */
  private static int staleAfterRaces(int rounds, Users users) throws Exception {
    int stale = 0;
    for (long id = 1; id <= rounds; id++) {
      long contested = id;
      store.save(user(contested, "free"));
      atOnce(
          () -> users.find(contested),
          () -> users.save(user(contested, "pro")),
          () -> users.find(contested));
      stale += users.find(contested).orElseThrow().plan().equals("pro") ? 0 : 1;
    }
    return stale;
  }

  private static void atOnce(Runnable... tasks) {
    var start = new CyclicBarrier(tasks.length);
    CompletableFuture.allOf(
            Stream.of(tasks)
                .map(task -> CompletableFuture.runAsync(() -> afterBarrier(start, task), threads))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static void afterBarrier(CyclicBarrier start, Runnable task) {
    try {
      start.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
    task.run();
  }
}
