package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Lab;
import example.elasticache.enginetour.Times;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    say(out, "100 × get, beside one get of 100 keys", Times.asLong(this::loop, this::together));
    say(out, "found, of 100", together().size());
  }
}
