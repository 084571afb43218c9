package example.elasticache.cacheaside.degradation;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How long calls took on average; threads may share it. */
final class Latency {
  private final LongAdder calls = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  void add(long callNanos) {
    calls.increment();
    nanos.add(callNanos);
  }

  Duration average() {
    return Duration.ofNanos(nanos.sum() / Math.max(1, calls.sum()));
  }
}
