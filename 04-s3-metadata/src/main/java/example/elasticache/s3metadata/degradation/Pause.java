package example.elasticache.s3metadata.degradation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps callers away from a server that does not answer: after a few failures in a row, one caller
 * tries in each pause, and all others go on without it.
 */
final class Pause {
  private static final int IN_A_ROW = 3;

  private final long nanos;
  private final LongSupplier clock;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong end;

  Pause(Duration length, LongSupplier nanoTime) {
    this.nanos = length.toNanos();
    this.clock = nanoTime;
    this.end = new AtomicLong(nanoTime.getAsLong());
  }

  // tag::admits[]
  /** Returns whether this caller may ask the server. */
  boolean admits() {
    if (!isOn()) {
      return true;
    }
    long now = clock.getAsLong();
    long due = end.get();
    // Whoever moves the end on is the one that tries.
    return now - due >= 0 && end.compareAndSet(due, now + nanos);
  }

  // end::admits[]

  /** Returns whether callers are kept away. */
  boolean isOn() {
    return failures.get() >= IN_A_ROW;
  }

  void answered() {
    if (failures.get() != 0) {
      failures.set(0);
    }
  }

  void failed() {
    if (failures.incrementAndGet() == IN_A_ROW) {
      end.set(clock.getAsLong() + nanos);
    }
  }
}
