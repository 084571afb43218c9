package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.List;
import net.rubyeye.xmemcached.MemcachedClient;

/**
 * The last item in stock, counted with incr and decr.
 *
 * <p>Often believed: decr below zero is negative, as in Redis, so whoever gets less than zero came
 * too late. Memcached's numbers stop at zero, and everybody gets zero.
 */
public final class Increment implements Lab {
  private static final String STOCK = "tour:left";
  private static final String SOLD = "tour:sold";
  private static final int LIFE_SECONDS = 60;

  private final MemcachedClient memcached;

  /** Counts on these nodes. */
  public Increment(MemcachedClient memcached) {
    this.memcached = memcached;
  }

  // tag::wrong[]
  /** Takes an item: there was one if what is left is not negative. */
  boolean takeByDecr() throws Exception {
    return memcached.decr(STOCK, 1) >= 0;
  }

  // end::wrong[]

  // tag::right[]
  /** Counts up instead: whose number is within the stock has an item. */
  boolean takeByIncr(int stock) throws Exception {
    // The client makes a missing counter. Begun behind the stock, a lost one sells nothing twice.
    return memcached.incr(SOLD, 1, stock + 1L) <= stock;
  }

  // end::right[]

  void begin(int stock) throws Exception {
    memcached.set(STOCK, LIFE_SECONDS, String.valueOf(stock));
    memcached.set(SOLD, LIFE_SECONDS, "0");
  }

  @Override
  public void run(PrintStream out) throws Exception {
    begin(1);
    say(out, "one item, two buyers by decr: got one", List.of(takeByDecr(), takeByDecr()));
    say(out, "one item, two buyers by incr: got one", List.of(takeByIncr(1), takeByIncr(1)));
    memcached.delete(STOCK);
    memcached.delete(SOLD);
  }
}
