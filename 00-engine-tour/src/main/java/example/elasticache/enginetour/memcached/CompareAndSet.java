package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.MemcachedClient;

/**
 * Two requests that change one value: gets and cas.
 *
 * <p>Often believed: Memcached has no transactions, so of two writers one must lose. Each value has
 * a number that changes with it, and cas writes only while the number is still the one that was
 * read.
 */
public final class CompareAndSet implements Lab {
  private static final String CART = "tour:cart";
  private static final int LIFE_SECONDS = 60;
  private static final int TRIES = 10;
  private static final Step NOBODY = () -> {};

  /** What happens between reading and writing. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private final MemcachedClient memcached;

  /** Keeps its cart on these nodes. */
  public CompareAndSet(MemcachedClient memcached) {
    this.memcached = memcached;
  }

  // tag::wrong[]
  /** Reads the cart, adds an item, and writes it. */
  void getAndSet(String item, Step between) throws Exception {
    String cart = memcached.get(CART);
    between.run();
    memcached.set(CART, LIFE_SECONDS, cart + " " + item);
  }

  // end::wrong[]

  // tag::right[]
  /** The same, and begins again when somebody else has written meanwhile. */
  void getsAndCas(String item, Step between) throws Exception {
    for (int i = 0; i < TRIES; i++) {
      GetsResponse<String> cart = memcached.gets(CART);
      between.run();
      // Where there is none, cas has no number to go by; add writes only if there still is none.
      boolean written =
          cart == null
              ? memcached.add(CART, LIFE_SECONDS, "cart: " + item)
              : memcached.cas(CART, LIFE_SECONDS, cart.getValue() + " " + item, cart.getCas());
      if (written) {
        return;
      }
    }
    throw new IllegalStateException("Overtaken " + TRIES + " times.");
  }

  // end::right[]

  void begin() throws Exception {
    memcached.set(CART, LIFE_SECONDS, "cart:");
  }

  void clear() throws Exception {
    memcached.delete(CART);
  }

  String cart() throws Exception {
    return memcached.get(CART);
  }

  /** Lets the other request in once. */
  Step once(Step other) {
    var done = new boolean[1];
    return () -> {
      if (!done[0]) {
        done[0] = true;
        other.run();
      }
    };
  }

  @Override
  public void run(PrintStream out) throws Exception {
    begin();
    getAndSet("mug", once(() -> getAndSet("tea", NOBODY)));
    say(out, "get and set, tea and mug at once", cart());
    begin();
    getsAndCas("mug", once(() -> getsAndCas("tea", NOBODY)));
    say(out, "gets and cas, tea and mug at once", cart());
    clear();
  }
}
