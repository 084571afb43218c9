package e4;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Answers an invocation within the time that it has left. */
public final class TimedAnswers {
  /** What the way back takes. */
  private static final long MARGIN_MILLIS = 80;

  /** The cache; it waits for its server no longer than the limit. */
  public interface Cache {
    /** Returns the copy, if there is one that is fresh. */
    Optional<String> fresh(Duration limit);

    /** Returns the copy, however old it is; this one is in memory by now. */
    Optional<String> older();
  }

  /** The upstream API; it is given up after the limit. */
  public interface Upstream {
    /** Returns its answer. */
    String get(Duration limit) throws TimeoutException;
  }

  private final Cache cache;
  private final Upstream upstream;

  public TimedAnswers(Cache cache, Upstream upstream) {
    this.cache = cache;
    this.upstream = upstream;
  }

  /** Returns a fresh copy, else the upstream API's answer, else an older copy, else "504". */
  public String answer(LongSupplier remainingMillis) {
    long remaining = remainingMillis.getAsLong();
    Optional<String> copy = cache.fresh(atMost(100, () -> remaining));
    if (copy.isPresent()) {
      return copy.get();
    }
    Duration limit = atMost(3_000, () -> remaining);
    if (limit.isZero()) {
      return older();
    }
    try {
      return upstream.get(limit);
    } catch (TimeoutException e) {
      return older();
    }
  }

  private static Duration atMost(long limit, LongSupplier remainingMillis) {
    long left = remainingMillis.getAsLong() - MARGIN_MILLIS;
    return Duration.ofMillis(Math.max(0, Math.min(left, limit)));
  }

  private String older() {
    return cache.older().orElse("504");
  }
}
