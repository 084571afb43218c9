package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import net.rubyeye.xmemcached.MemcachedClient;

/**
 * A page that needs a hundred keys.
 *
 * <p>Often believed: the cache is fast, so a loop of GETs is, too. The loop waits a hundred times
 * for the network.
 */
public final class MultiGet implements Lab {
  static final List<String> KEYS = IntStream.range(0, 100).mapToObj(i -> "tour:item:" + i).toList();

  private final MemcachedClient memcached;

  /** Reads from these nodes. */
  public MultiGet(MemcachedClient memcached) {
    this.memcached = memcached;
  }

  /** Writes every second key: a reader must bear that the others are missing. */
  void begin() throws Exception {
    for (int i = 0; i < KEYS.size(); i += 2) {
      memcached.set(KEYS.get(i), 60, "item " + i);
    }
  }

  // tag::wrong[]
  /** One request after the other. */
  Map<String, String> loop() throws Exception {
    Map<String, String> found = new HashMap<>();
    for (String key : KEYS) {
      String value = memcached.get(key);
      if (value != null) {
        found.put(key, value);
      }
    }
    return found;
  }

  // end::wrong[]

  // tag::right[]
  /** One request to each node; what is missing is not in the answer. */
  Map<String, String> together() throws Exception {
    return memcached.get(KEYS);
  }

  // end::right[]

  @Override
  public void run(PrintStream out) throws Exception {
    begin();
    loop();
    together();
    double ratio = (double) nanos(this::loop) / nanos(this::together);
    say(out, "100 × get, beside one get of 100 keys", "~%.0f times as long".formatted(ratio));
    say(out, "found, of 100", together().size());
  }

  /** The best of ten: the others were disturbed. */
  private static long nanos(Callable<?> work) throws Exception {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      work.call();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}
