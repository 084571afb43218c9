package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.Optional;
import net.rubyeye.xmemcached.MemcachedClient;

/**
 * What an item takes in Memcached: a chunk of the next size that holds it. It needs the real one.
 *
 * <p>Often believed: an item takes as much memory as it is long. Chunks come in sizes that grow by
 * a quarter from one class to the next, so an item that just misses a class takes a quarter more.
 */
public final class SlabClasses implements Lab {
  private static final int ITEMS = 100;

  private final MemcachedClient memcached;

  /** Stores items on this node. */
  public SlabClasses(MemcachedClient memcached) {
    this.memcached = memcached;
  }

  @Override
  public Optional<String> missing() throws Exception {
    return SlabStats.missing(memcached);
  }

  // tag::chunk[]
  /** Stores values of this length, and returns the size of the chunks that they took. */
  long chunkFor(int length) throws Exception {
    SlabStats before = SlabStats.of(memcached);
    for (int i = 0; i < ITEMS; i++) {
      memcached.set("tour:slab:" + i, 60, "x".repeat(length));
    }
    long chunk = SlabStats.of(memcached).chunkThatGrewSince(before);
    for (int i = 0; i < ITEMS; i++) {
      memcached.delete("tour:slab:" + i);
    }
    return chunk;
  }

  // end::chunk[]

  /** Returns the longest value, up to a limit, that takes no larger a chunk than this one. */
  int longestLike(int length, int limit) throws Exception {
    long chunk = chunkFor(length);
    int longest = length;
    while (longest < limit && chunkFor(longest + 1) == chunk) {
      longest++;
    }
    return longest;
  }

  @Override
  public void run(PrintStream out) throws Exception {
    int longest = longestLike(400, 600);
    say(out, "a value of %d bytes takes".formatted(longest), chunkFor(longest) + " bytes");
    say(out, "a value of %d bytes takes".formatted(longest + 1), chunkFor(longest + 1) + " bytes");
  }
}
