package example.elasticache.benchmarks;

import example.elasticache.benchmarks.Measurement.Row;
import example.elasticache.benchmarks.peers.RedissonUsers;
import example.elasticache.benchmarks.peers.SpringCache;
import example.elasticache.cacheaside.CacheAside;
import example.elasticache.cacheaside.Expiry;
import example.elasticache.cacheaside.RedisUserCache;
import example.elasticache.cacheaside.hardened.HardenedUsers;
import example.elasticache.devservices.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;

/**
 * How long readers wait when the cache hangs: it takes connections, and answers nothing.
 *
 * <p>64 threads read one user each while the server is stopped and the database is well. What the
 * libraries do is what their default timeouts make of it; after 30 seconds nobody waits any more.
 */
final class Outage implements AutoCloseable {
  private static final int READERS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Expiry AN_HOUR = Expiry.after(Duration.ofHours(1));

  private final Resources open = new Resources();
  private final RedisServer server = open.add(RedisServer.start());
  private final SlowStore store = new SlowStore(Duration.ofMillis(2));

  /** A user whom nobody has read before: each read takes the next one. */
  private final AtomicLong nextUser = new AtomicLong(1);

  private final List<Row> waits = new ArrayList<>();
  private final List<Row> failures = new ArrayList<>();

  /** How long a read took, and whether it brought an answer. */
  record Read(double millis, boolean failed) {}

  /** Returns how long the reads took, and how many of them failed. */
  List<Measurement> measure() throws Exception {
    measureOurs();

    var address = server.address();
    var jedis = open.add(RedisClient.create(address.getHostString(), address.getPort()));
    measure(
        "stage-1",
        "Stage 1, Jedis by its defaults",
        new CacheAside(store, new RedisUserCache(jedis, AN_HOUR, AN_HOUR))::find);
    measure(
        "redisson",
        "Redisson by its defaults",
        open.add(new RedissonUsers(server.uri(), store))::find);
    measure(
        "spring",
        "Spring Cache on Lettuce, by their defaults",
        open.add(SpringCache.onLettuce(server.uri(), store)).users()::find);

    String hung = " while the cache hangs, of " + READERS + " at once";
    return List.of(
        new Measurement(
            "outage-waits", "One read" + hung + "; given up after 30 s", "ms", true, waits),
        new Measurement("outage-failures", "Failed reads" + hung, "failed reads", true, failures));
  }

  /** Measures the hardened object, and returns its reads. */
  List<Read> measureOurs() throws Exception {
    LongFunction<?> read = open.add(HardenedUsers.builder(store, server.uri()).build())::find;
    readAll(read);
    server.pause();
    List<Read> first = readAll(read);
    List<Read> later = readAll(read);
    server.resume();
    add("hardened", "The hardened object, when it begins", true, first);
    add("hardened-later", "The hardened object, later", true, later);
    return Stream.concat(first.stream(), later.stream()).toList();
  }

  private void measure(String id, String name, LongFunction<?> read) throws Exception {
    // With the cache well: all connections are open, and the code is loaded.
    readAll(read);
    server.pause();
    add(id, name, false, readAll(read));
    server.resume();
  }

  private void add(String id, String name, boolean ours, List<Read> reads) {
    double[] millis = reads.stream().mapToDouble(Read::millis).toArray();
    double failed = reads.stream().filter(Read::failed).count();
    waits.add(new Row(id, name, Band.withExtremes(millis), ours, null));
    failures.add(new Row(id, name, new Band(failed, failed, failed), ours, ours ? 0.0 : null));
  }

  /** Lets each reader read a user of its own. */
  List<Read> readAll(LongFunction<?> read) throws Exception {
    List<Callable<Read>> reads = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      long user = nextUser.getAndIncrement();
      reads.add(() -> timed(read, user));
    }
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<Read> done = new ArrayList<>();
      for (Future<Read> one :
          readers.invokeAll(reads, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        done.add(one.isCancelled() ? new Read(PATIENCE.toMillis(), true) : one.get());
      }
      return done;
    } finally {
      readers.shutdownNow();
    }
  }

  private static Read timed(LongFunction<?> read, long user) {
    long start = System.nanoTime();
    boolean failed = false;
    try {
      read.apply(user);
    } catch (RuntimeException e) {
      failed = true;
    }
    return new Read((System.nanoTime() - start) / 1e6, failed);
  }

  @Override
  public void close() {
    open.close();
  }
}
