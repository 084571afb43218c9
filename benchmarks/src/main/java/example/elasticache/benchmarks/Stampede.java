package example.elasticache.benchmarks;

import example.elasticache.benchmarks.Measurement.Row;
import example.elasticache.benchmarks.peers.RedissonUsers;
import example.elasticache.benchmarks.peers.SpringCache;
import example.elasticache.benchmarks.peers.SpringUsers;
import example.elasticache.cacheaside.CacheAside;
import example.elasticache.cacheaside.Clients;
import example.elasticache.cacheaside.Expiry;
import example.elasticache.cacheaside.RedisUserCache;
import example.elasticache.cacheaside.hardened.HardenedUsers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A thousand callers want the same user at the same moment, and no cache has it.
 *
 * <p>They come through four instances of the application. An instance has its own connections, and
 * shares nothing with the others but Redis and the store, which takes 50 ms for a read.
 */
final class Stampede implements AutoCloseable {
  private static final int INSTANCES = 4;
  private static final Duration LOAD = Duration.ofMillis(50);
  private static final Expiry AN_HOUR = Expiry.after(Duration.ofHours(1));
  private static final int WARM_UP = 3;

  private final Resources open = new Resources();
  private final SlowStore store = new SlowStore(LOAD);
  private final URI redis;
  private final List<Contender> contenders;
  private final Map<Long, CompletableFuture<?>> futures = new ConcurrentHashMap<>();
  private final int callers;
  private final ExecutorService threads;

  /** A user whom nobody has read before: each stampede takes the next one. */
  private final AtomicLong nextUser = new AtomicLong(System.currentTimeMillis());

  /** One way to read, as a fleet of instances. */
  record Contender(String id, String name, boolean ours, List<LongFunction<?>> fleet) {}

  /**
   * What came of one stampede.
   *
   * @param longestWait how long the least lucky caller waited, in units of the loader's time
   */
  record Outcome(long loads, long failures, double longestWait) {}

  /** A thread for each caller: a thousand for the published numbers. */
  Stampede(URI redis, int callers) {
    this.redis = redis;
    this.callers = callers;
    this.threads = Executors.newFixedThreadPool(callers);
    this.contenders =
        List.of(
            contender("hardened", "The hardened object", true, this::hardened),
            contender("naive", "Stage 1, which does nothing about it", false, this::naive),
            contender("spring", "Spring Cache on Lettuce", false, () -> spring()::find),
            contender("spring-sync", "The same, sync = true", false, () -> spring()::findSync),
            contender("redisson", "Redisson, with its lock", false, this::redisson),
            contender("floor", "One future for all: waking alone", false, this::floor));
  }

  private static Contender contender(
      String id, String name, boolean ours, Supplier<LongFunction<?>> instance) {
    return new Contender(id, name, ours, Stream.generate(instance).limit(INSTANCES).toList());
  }

  private LongFunction<?> hardened() {
    return open.add(HardenedUsers.builder(store, redis).build())::find;
  }

  private LongFunction<?> naive() {
    return new CacheAside(
            store, new RedisUserCache(open.add(Clients.redis(redis)), AN_HOUR, AN_HOUR))
        ::find;
  }

  private SpringUsers spring() {
    return open.add(SpringCache.onLettuce(redis, store)).users();
  }

  private LongFunction<?> redisson() {
    return open.add(new RedissonUsers(redis, store))::find;
  }

  /** No cache at all: how long it takes this machine to load once and wake a thousand threads. */
  private LongFunction<?> floor() {
    return id ->
        futures
            .computeIfAbsent(id, key -> CompletableFuture.supplyAsync(() -> store.find(key)))
            .join();
  }

  List<Contender> contenders() {
    return contenders;
  }

  /** Returns the loads, the failed reads and the longest wait of so many stampedes. */
  List<Measurement> measure(int runs) throws Exception {
    List<List<Outcome>> outcomes =
        contenders.stream().<List<Outcome>>map(c -> new ArrayList<>()).toList();
    for (int run = -WARM_UP; run < runs; run++) {
      for (int c = 0; c < contenders.size(); c++) {
        Outcome outcome = run(contenders.get(c));
        if (run >= 0) {
          outcomes.get(c).add(outcome);
        }
      }
    }
    String of = " of one user, whom " + callers + " callers of " + INSTANCES + " instances want";
    String worst = "; the most in " + runs + " runs";
    return List.of(
        measurement(
            "stampede-loads",
            "Loads" + of + worst,
            "loads",
            1.0,
            Band::ofWorst,
            outcomes,
            Outcome::loads),
        measurement(
            "stampede-failures",
            "Failed reads" + of + worst,
            "failed reads",
            0.0,
            Band::ofWorst,
            outcomes,
            Outcome::failures),
        measurement(
            "stampede-waits",
            "The longest wait of "
                + callers
                + " callers, who want one user from "
                + INSTANCES
                + " instances",
            "times the loader's 50 ms",
            1.1,
            Band::withExtremes,
            outcomes,
            Outcome::longestWait));
  }

  private Measurement measurement(
      String name,
      String title,
      String unit,
      double goal,
      Function<double[], Band> band,
      List<List<Outcome>> outcomes,
      ToDoubleFunction<Outcome> value) {
    List<Row> rows =
        IntStream.range(0, contenders.size())
            .mapToObj(
                c -> {
                  Contender contender = contenders.get(c);
                  double[] values = outcomes.get(c).stream().mapToDouble(value).toArray();
                  return new Row(
                      contender.id(),
                      contender.name(),
                      band.apply(values),
                      contender.ours(),
                      contender.ours() ? goal : null);
                })
            .toList();
    return new Measurement(name, title, unit, true, rows);
  }

  // tag::run[]
  /** Lets all callers go at once, and waits for the last of them. */
  Outcome run(Contender contender) throws Exception {
    long user = nextUser.getAndIncrement();
    var ready = new CountDownLatch(callers);
    var go = new CountDownLatch(1);
    store.takeLoads();
    List<Future<Call>> calls = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      LongFunction<?> instance = contender.fleet().get(i % INSTANCES);
      calls.add(
          threads.submit(
              () -> {
                ready.countDown();
                go.await();
                return call(instance, user);
              }));
    }
    ready.await();
    go.countDown();
    long failures = 0;
    long longest = 0;
    for (Future<Call> call : calls) {
      failures += call.get().failed() ? 1 : 0;
      longest = Math.max(longest, call.get().nanos());
    }
    return new Outcome(store.takeLoads(), failures, (double) longest / LOAD.toNanos());
  }

  // end::run[]

  /** How long a caller waited, and whether in vain. */
  private record Call(long nanos, boolean failed) {}

  /** The clock starts here: that a thousand threads wake one after the other is not the cache's. */
  private static Call call(LongFunction<?> instance, long user) {
    long start = System.nanoTime();
    boolean failed = false;
    try {
      instance.apply(user);
    } catch (RuntimeException e) {
      failed = true;
    }
    return new Call(System.nanoTime() - start, failed);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    open.close();
  }
}
