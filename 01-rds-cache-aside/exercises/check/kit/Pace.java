package kit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells code that is slow from a machine that is busy. */
public final class Pace {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * Starts a crowd and waits for it: for the limit, or on a busy machine for the last limit.
   *
   * @return the crowd; all of it has ended if it was in time
   */
  public static <T> Crowd<T> within(Duration limit, Duration lastLimit, Supplier<Crowd<T>> start) {
    boolean calm = isCalm();
    long began = System.nanoTime();
    Crowd<T> crowd = start.get();
    if (!crowd.endsWithin(limit) && !(calm && isCalm())) {
      crowd.endsWithin(lastLimit.minusNanos(System.nanoTime() - began));
    }
    return crowd;
  }

  /** Works for some milliseconds, and returns whether that took less than double on the clock. */
  private static boolean isCalm() {
    if (!THREADS.isCurrentThreadCpuTimeSupported()) {
      return false;
    }
    long start = System.nanoTime();
    long worked = THREADS.getCurrentThreadCpuTime();
    long end = worked + TimeUnit.MILLISECONDS.toNanos(20);
    while (THREADS.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
    worked = THREADS.getCurrentThreadCpuTime() - worked;
    return System.nanoTime() - start < worked * 2;
  }

  private Pace() {}
}
