package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import redis.clients.jedis.UnifiedJedis;

/**
 * The last item in stock, and two buyers: WATCH with a retry.
 *
 * <p>Often believed: a MULTI round the commands is enough. But the decision was made before it, on
 * a number that somebody else has changed meanwhile.
 */
public final class LastItem implements Lab {
  private static final String STOCK = "tour:stock";
  private static final int TRIES = 10;
  private static final Runnable NOBODY = () -> {};

  private final UnifiedJedis redis;

  /** Keeps its stock on this server. */
  public LastItem(UnifiedJedis redis) {
    this.redis = redis;
  }

  // tag::wrong[]
  /** Looks, and takes; somebody else may come in between. */
  boolean lookAndTake(Runnable between) {
    if (Integer.parseInt(redis.get(STOCK)) == 0) {
      return false;
    }
    between.run();
    try (var together = redis.multi()) {
      together.decr(STOCK);
      together.exec();
    }
    return true;
  }

  // end::wrong[]

  // tag::right[]
  /** Watches, looks, and takes only if nobody touched the stock since; else begins again. */
  boolean watchAndTake(Runnable between) {
    for (int i = 0; i < TRIES; i++) {
      try (var together = redis.transaction(false)) {
        together.watch(STOCK);
        if (Integer.parseInt(redis.get(STOCK)) == 0) {
          return false;
        }
        between.run();
        together.multi();
        together.decr(STOCK);
        if (together.exec() != null) {
          return true;
        }
      }
    }
    throw new IllegalStateException("Overtaken " + TRIES + " times: take a script instead.");
  }

  // end::right[]

  void begin(int items) {
    redis.set(STOCK, String.valueOf(items));
  }

  int left() {
    return Integer.parseInt(redis.get(STOCK));
  }

  @Override
  public void run(PrintStream out) {
    begin(1);
    boolean slow = lookAndTake(() -> lookAndTake(NOBODY));
    say(out, "look, MULTI: the slower buyer got one, stock", slow + ", " + left());
    begin(1);
    slow = watchAndTake(() -> lookAndTake(NOBODY));
    say(out, "WATCH, look, MULTI: the slower buyer got one, stock", slow + ", " + left());
    redis.del(STOCK);
  }
}
