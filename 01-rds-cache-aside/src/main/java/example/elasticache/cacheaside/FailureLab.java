package example.elasticache.cacheaside;

import static example.elasticache.devservices.Service.REDIS;

import example.elasticache.cacheaside.hardened.HardenedUsers;
import example.elasticache.cacheaside.leases.CacheAsideWithLeases;
import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.RedisLeasedUserCache;
import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.ServerException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** Breaks things on purpose, and shows in numbers what the simple form and the hardened one do. */
final class FailureLab {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CALLERS = 200;

  private final DevServices services;
  private final UserStore store;
  private final RedisClient redis;
  private final PrintStream out;

  FailureLab(DevServices services, UserStore store, RedisClient redis, PrintStream out) {
    this.services = services;
    this.store = store;
    this.redis = redis;
    this.out = out;
  }

  // tag::run[]
  /** Runs the three experiments; each shows stage 1 first. */
  void run() {
    stampede();
    staleSet();
    stoppedCache();
  }

  // end::run[]

  // tag::stampede[]
  /** Two hundred callers want one user who is not in the cache. */
  private void stampede() {
    out.printf("Stampede: %d callers at once, one user, nothing cached%n", CALLERS);
    var crowd = new Crowd(store);
    report("stage 1", crowd, new CacheAside(crowd, simpleCache()));
    report("leases", crowd, new CacheAsideWithLeases(crowd, leasedCache(), PATIENCE));
    out.println();
  }

  private void report(String title, Crowd crowd, Users users) {
    redis.del(KEY);
    atOnce(16, redis::ping); // with all connections open, nobody waits for one
    int loads = crowd.visit(users);
    out.printf("  %-10s database reads %3d%n", title, loads);
  }

  // end::stampede[]

  // tag::stale[]
  /** A writer overtakes a reader that has the old row in hand, and that fills the cache last. */
  private void staleSet() {
    out.println("Stale set: a write between a reader's load and its fill");
    var overtaken = new Overtaken(store);
    report("stage 1", overtaken, new CacheAside(overtaken, simpleCache()));
    report("leases", overtaken, new CacheAsideWithLeases(overtaken, leasedCache(), PATIENCE));
    out.println();
  }

  private void report(String title, Overtaken overtaken, Users users) {
    store.save(ada("free"));
    redis.del(KEY);
    overtaken.afterNextRead(() -> users.save(ada("pro")));
    users.find(ADA);
    String truth = plan(store.find(ADA));
    String answer = plan(users.find(ADA));
    out.printf(
        "  %-10s database %s, next read %s%s%n",
        title, truth, answer, answer.equals(truth) ? "" : ", for up to an hour");
  }

  // end::stale[]

  // tag::stopped[]
  /** The cache accepts connections and answers nothing, as a hung server does. */
  private void stoppedCache() {
    out.println("The cache stops answering (SIGSTOP)");
    try (var hardened = HardenedUsers.builder(store, services.redis()).build()) {
      var simple = new CacheAside(store, simpleCache());
      hardened.find(ADA);
      try {
        services.pause(REDIS);
      } catch (ServerException e) {
        out.printf("  left out here: %s%n%n", e.getMessage());
        return;
      }
      try {
        report("stage 1", simple);
        report("hardened", hardened);
        report("again", hardened);
        hardened.save(ada("gold"));
      } finally {
        services.resume(REDIS);
      }
      backAgain(hardened);
    }
    out.println();
  }

  private void report(String title, Users users) {
    var answered = new AtomicInteger();
    var slowest = new AtomicLong();
    atOnce(
        64,
        () -> {
          long start = System.nanoTime();
          answered.addAndGet(answered(users) ? 1 : 0);
          slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
        });
    out.printf(
        "  %-10s answered %2d of 64, slowest ~%.0f ms%n",
        title, answered.get(), slowest.get() / 1e6);
  }

  /** Returns whether the user got an answer, and not an error. */
  private static boolean answered(Users users) {
    try {
      users.find(ADA);
      return true;
    } catch (StoreException | CacheException | JedisException error) {
      return false;
    }
  }

  private void backAgain(HardenedUsers users) {
    long start = System.nanoTime();
    long hits = users.stats().hits();
    while (users.stats().hits() == hits && System.nanoTime() - start < PATIENCE.toNanos()) {
      users.find(ADA);
    }
    out.printf(
        "  back       hits again after ~%.0f ms, and the plan written meanwhile is %s%n",
        (System.nanoTime() - start) / 1e6, plan(users.find(ADA)));
  }

  // end::stopped[]

  private static final long ADA = 1;
  private static final String KEY = "user_info:v1:" + ADA;

  private static User ada(String plan) {
    return new User(ADA, "Ada Lovelace", "ada@example.com", plan);
  }

  private static String plan(Optional<UserInfo> user) {
    return user.map(UserInfo::plan).orElse("none");
  }

  private UserCache simpleCache() {
    return new RedisUserCache(
        redis, Expiry.after(Duration.ofHours(1)), Expiry.after(Duration.ofSeconds(30)));
  }

  private RedisLeasedUserCache leasedCache() {
    return new RedisLeasedUserCache(redis, CacheTimes.defaults());
  }

  private static void atOnce(int callers, Runnable call) {
    Thread[] threads = new Thread[callers];
    for (int i = 0; i < callers; i++) {
      threads[i] = new Thread(call);
      threads[i].start();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A store so slow that a whole crowd comes before the first answer. */
  private static final class Crowd extends ForwardingStore {
    private final AtomicInteger loads = new AtomicInteger();
    private CountDownLatch missed;

    Crowd(UserStore store) {
      super(store);
    }

    /** Sends the callers, and returns how many of them read the store. */
    int visit(Users users) {
      loads.set(0);
      missed = new CountDownLatch(1);
      var releaser = new Thread(() -> releaseWhenAllMissed(users));
      releaser.start();
      atOnce(CALLERS, () -> answered(users));
      return loads.get();
    }

    private void releaseWhenAllMissed(Users users) {
      long limit = System.nanoTime() + PATIENCE.toNanos() / 2;
      while (users.stats().misses() < CALLERS && System.nanoTime() < limit) {
        Thread.onSpinWait();
      }
      missed.countDown();
    }

    @Override
    public Optional<UserInfo> find(long id) {
      loads.incrementAndGet();
      try {
        missed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.find(id);
    }
  }

  /** A store whose next reader is overtaken by a writer just after it has read its row. */
  private static final class Overtaken extends ForwardingStore {
    private Runnable writer = () -> {};

    Overtaken(UserStore store) {
      super(store);
    }

    void afterNextRead(Runnable task) {
      writer = task;
    }

    @Override
    public Optional<UserInfo> find(long id) {
      Optional<UserInfo> row = super.find(id);
      Runnable next = writer;
      writer = () -> {};
      next.run();
      return row;
    }
  }

  private static class ForwardingStore implements UserStore {
    private final UserStore store;

    ForwardingStore(UserStore store) {
      this.store = store;
    }

    @Override
    public Optional<UserInfo> find(long id) {
      return store.find(id);
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
