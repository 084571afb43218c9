package example.elasticache.lambdacache;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Stops calls to somebody who has failed several times in a row, and tries again now and then. */
final class Breaker {
  private final int failures;
  private final Duration pause;
  private final LongSupplier nanoTime;
  private int failed;
  private long nextTrial;

  /** Opens after so many failures in a row, each time for about this long. */
  Breaker(int failures, Duration pause, LongSupplier nanoTime) {
    this.failures = failures;
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  // tag::allows[]
  /** Returns whether the next call may be made; while open, one call after each pause. */
  synchronized boolean allows() {
    if (failed < failures) {
      return true;
    }
    if (nanoTime.getAsLong() - nextTrial < 0) {
      return false;
    }
    nextTrial = afterPause();
    return true;
  }

  // end::allows[]

  synchronized void succeeded() {
    failed = 0;
  }

  synchronized void failed() {
    failed++;
    nextTrial = afterPause();
  }

  /** Between half and one and a half pauses: sandboxes that failed together come back apart. */
  private long afterPause() {
    long nanos = pause.toNanos();
    return nanoTime.getAsLong() + nanos / 2 + Jitter.below(nanos + 1);
  }
}
