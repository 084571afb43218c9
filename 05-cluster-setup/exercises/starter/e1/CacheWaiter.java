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
    String now = status.get();
    // TODO How else can this end, and how often does it look until then?
    while (!now.equals("available")) {
      progress.accept(now);
      timer.pause(FIRST_PAUSE);
      now = status.get();
    }
    progress.accept(now);
  }
}
