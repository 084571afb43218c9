package example.elasticache.cacheaside.hardened;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.StoreBusyException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.faults.FaultProxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import redis.clients.jedis.RedisClient;

/** A long time of everything at once. */
@Isolated
@Tag("soak")
class ChaosIT {
  private static final int USERS = 50;
  private static RedisServer redis;
  private final InMemoryUserStore store = new InMemoryUserStore();

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void empty() {
    redis.call("FLUSHALL");
  }

  private static List<Thread> start(int threads, Consumer<Random> work) {
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      var random = new Random(i);
      var thread = new Thread(() -> work.accept(random));
      thread.start();
      started.add(thread);
    }
    return started;
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /**
   * A minute on a broken network: nobody gets somebody else's data, nobody gets an error of the
   * cache, and when it is calm again every copy is true.
   */
  @Test
  void aMinuteOfFaultsShowsNobodyAnotherUserAndLeavesNoOldCopy() throws Exception {
    for (long id = 1; id <= USERS; id++) {
      store.save(user(id, 0));
    }
    var foreign = new AtomicInteger();
    var errors = new AtomicInteger();
    var reads = new AtomicInteger();
    try (var network = FaultProxy.before(redis.address());
        var one = users(network.address().getPort());
        var other = users(redis.address().getPort())) {
      long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      Consumer<Random> work =
          random -> {
            while (System.nanoTime() < end) {
              long id = 1 + random.nextInt(USERS);
              HardenedUsers users = random.nextBoolean() ? one : other;
              try {
                if (random.nextInt(20) == 0) {
                  users.save(user(id, random.nextInt(1_000_000)));
                } else if (random.nextInt(5) == 0) {
                  users
                      .findAll(List.of(id, id % USERS + 1))
                      .forEach((k, v) -> check(k, v, foreign));
                } else {
                  users.find(id).ifPresent(user -> check(id, user, foreign));
                }
                reads.incrementAndGet();
              } catch (StoreBusyException tooMuchAtOnce) {
                // Allowed: the bulkhead does its work.
              } catch (RuntimeException e) {
                errors.incrementAndGet();
              }
            }
          };
      List<Thread> threads = start(8, work);
      var random = new Random(7);
      while (System.nanoTime() < end) {
        breakSomething(network, random);
        Thread.sleep(100 + random.nextInt(300));
        network.heal();
        Thread.sleep(100 + random.nextInt(300));
      }
      join(threads);

      assertThat(errors).hasValue(0);
      assertThat(foreign).hasValue(0);
      assertThat(reads.get()).isGreaterThan(10_000);
      Awaitility.await()
          .until(
              () ->
                  one.metrics().owedEvictions() == 0
                      && other.metrics().owedEvictions() == 0
                      && !one.metrics().cacheIsOut());
      for (long id = 1; id <= USERS; id++) {
        assertThat(other.find(id)).isEqualTo(store.find(id));
        assertThat(one.find(id)).isEqualTo(store.find(id));
      }
    }
  }

  private static void check(long id, UserInfo user, AtomicInteger foreign) {
    if (user.id() != id || !user.name().equals("User " + id)) {
      foreign.incrementAndGet();
    }
  }

  private static User user(long id, int plan) {
    return new User(id, "User " + id, "u@example.com", "plan " + plan);
  }

  private HardenedUsers users(int port) {
    return HardenedUsers.builder(store, URI.create("redis://127.0.0.1:" + port)).build();
  }

  private static void breakSomething(FaultProxy network, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> network.delay(Duration.ofMillis(30));
      case 1 -> network.drip(Duration.ofMillis(1));
      case 2 -> network.holdReplies();
      case 3 -> network.blackHole();
      case 4 -> network.reset();
      default -> network.cut();
    }
  }

  /** Fails without the bulkhead, and without an end to what is remembered of missing users. */
  @Test
  void aHundredThousandMadeUpIdsReachTheStoreTenAtATimeAndFillNoMemoryForLong() throws Exception {
    var counting = new CountingStore(store);
    try (var users =
            HardenedUsers.builder(
                    counting, URI.create("redis://127.0.0.1:" + redis.address().getPort()))
                .deadline(Duration.ofSeconds(5))
                .storeCalls(10, Duration.ofSeconds(5))
                .build();
        var client = RedisClient.create("127.0.0.1", redis.address().getPort())) {
      join(
          start(
              20,
              random -> {
                for (int i = 0; i < 5_000; i++) {
                  assertThat(users.find(1 + random.nextLong(Long.MAX_VALUE - 1))).isEmpty();
                }
              }));

      assertThat(counting.most.get()).isLessThanOrEqualTo(10);
      assertThat(client.dbSize()).isLessThanOrEqualTo(100_000);
      assertThat(client.scan("0").getResult())
          .allSatisfy(key -> assertThat(client.pttl(key)).isBetween(1L, 33_000L));
    }
  }

  @Test
  void aMillionReadsOfFiftyUsersAreHitsOfTheRightUser() throws Exception {
    for (long id = 1; id <= USERS; id++) {
      store.save(user(id, 1));
    }
    var foreign = new AtomicInteger();
    List<Long> ids = LongStream.rangeClosed(1, USERS).boxed().toList();
    try (var users = users(redis.address().getPort())) {
      join(
          start(
              4,
              random -> {
                for (int i = 0; i < 5_000; i++) {
                  users.findAll(ids).forEach((id, user) -> check(id, user, foreign));
                }
              }));
      assertThat(foreign).hasValue(0);
      assertThat(users.metrics().cacheHitRate()).isGreaterThan(99);
    }
  }

  /** Counts how many readers are inside at once. */
  private static final class CountingStore implements UserStore {
    private final UserStore store;
    private final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();

    CountingStore(UserStore store) {
      this.store = store;
    }

    @Override
    public Optional<UserInfo> find(long id) {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      try {
        Thread.sleep(1);
        return store.find(id);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        inside.decrementAndGet();
      }
    }

    @Override
    public long save(User user) {
      return store.save(user);
    }

    @Override
    public boolean delete(long id) {
      return store.delete(id);
    }
  }
}
