package example.elasticache.enginetour;

import java.util.concurrent.Callable;

/** Compares how long two ways to the same result take; a ratio, since machines differ. */
public final class Times {
  private static final int RUNS = 10;

  /** Returns how many times as long the slow one takes, in words. */
  public static String asLong(Callable<?> slow, Callable<?> fast) throws Exception {
    slow.call();
    fast.call();
    return "~%.0f times as long".formatted((double) nanos(slow) / nanos(fast));
  }

  /** The best of ten: the others were disturbed. */
  private static long nanos(Callable<?> work) throws Exception {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      work.call();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  private Times() {}
}
