package example.elasticache.lambdacache;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/** The time that is left to answer one request. Whoever waits is told how long it may. */
public final class Budget {
  /** What the way back takes, with a pause of the garbage collector on it. */
  private static final Duration MARGIN = Duration.ofMillis(80);

  private final long end;

  private Budget(Duration left) {
    this.end = System.nanoTime() + left.toNanos();
  }

  // tag::of[]
  /** Returns what the invocation has left, less a margin: Lambda kills who is late. */
  public static Budget of(Context context) {
    return of(Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN));
  }

  // end::of[]

  /** Returns a budget of this much from now on. */
  public static Budget of(Duration left) {
    return new Budget(left);
  }

  /** Returns what is left, never less than nothing. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** Returns what is left, but no more than this. */
  public Duration atMost(Duration limit) {
    Duration left = left();
    return left.compareTo(limit) < 0 ? left : limit;
  }

  /** Returns whether less than this is left. */
  public boolean isBelow(Duration needed) {
    return left().compareTo(needed) < 0;
  }
}
