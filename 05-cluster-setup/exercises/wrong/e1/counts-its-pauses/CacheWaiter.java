package e1;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits until a new cache can be used, and says how it stands. */
public final class CacheWaiter {

  /** The clock, and a way to let time pass. */
  public interface Timer {

    /** Returns how much time has passed since some moment. */
    Duration now();

    /** Does nothing for a while. */
    void pause(Duration time);
  }

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final Supplier<String> status;
  private final Timer timer;
  private final Consumer<String> progress;

  /** Asks the cloud for the status at each look. */
  public CacheWaiter(Supplier<String> status, Timer timer, Consumer<String> progress) {
    this.status = status;
    this.timer = timer;
    this.progress = progress;
  }

  /** Waits until the cache is available; an IllegalStateException says that it is not. */
  public void await(Duration limit) {
    Duration left = limit;
    Duration pause = FIRST_PAUSE;
    String told = "";
    while (true) {
      String now = status.get();
      if (!now.equals(told)) {
        progress.accept(now);
        told = now;
      }
      if (now.equals("available")) {
        return;
      }
      if (now.endsWith("-failed")) {
        throw new IllegalStateException("The cache is " + now + ", and will stay so.");
      }
      if (left.compareTo(Duration.ZERO) <= 0) {
        throw new IllegalStateException("The cache is still " + now + " after " + limit + ".");
      }
      Duration next = shorter(pause, left);
      timer.pause(next);
      left = left.minus(next);
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
