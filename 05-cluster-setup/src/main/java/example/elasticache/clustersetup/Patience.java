package example.elasticache.clustersetup;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits for something slow, says how it stands, and gives up at a deadline.
 *
 * <p>The SDK has no waiter for serverless caches, and its waiters for the rest are silent.
 */
public final class Patience {
  private final Duration deadline;
  private final Duration pause;
  private final Consumer<String> progress;

  /** Looks every so often until the deadline, and tells each new state. */
  public Patience(Duration deadline, Duration pause, Consumer<String> progress) {
    this.deadline = deadline;
    this.pause = pause;
    this.progress = progress;
  }

  /** Waits until the state is the wanted one; the state is whatever text describes it now. */
  public void await(String what, String wanted, Supplier<String> state) {
    long end = System.nanoTime() + deadline.toNanos();
    String told = "";
    while (true) {
      String now = state.get();
      if (now.equals(wanted)) {
        return;
      }
      if (!now.equals(told)) {
        progress.accept(what + ": " + now);
        told = now;
      }
      if (System.nanoTime() > end) {
        throw new SetupException(
            "%s was still %s after %d seconds. It may yet become %s: run the same again, and it goes on from there."
                .formatted(what, now, deadline.toSeconds(), wanted));
      }
      sleep();
    }
  }

  private void sleep() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SetupException("Interrupted. Run the same again, and it goes on from there.", e);
    }
  }
}
