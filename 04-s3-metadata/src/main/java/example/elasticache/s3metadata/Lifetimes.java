package example.elasticache.s3metadata;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a cache keeps what it knows.
 *
 * @param present how long a copy lives
 * @param absent how long "there is no such object" is believed, at most ten seconds
 */
public record Lifetimes(Duration present, Duration absent) {
  private static final Duration LONGEST_ABSENT = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final double SPREAD = 0.1;

  /** Refuses times that make a copy a second truth. */
  public Lifetimes {
    require(present, LONGEST, "A copy");
    // Who uploads an object and looks for it must not be told for long that it is not there.
    require(absent, LONGEST_ABSENT, "An absence");
  }

  private static void require(Duration time, Duration longest, String what) {
    if (time.toMillis() < 1 || time.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          what + " lives from 1 ms to " + longest + ", but this time is " + time + ".");
    }
  }

  /** Returns an hour for a copy, and five seconds for an absence. */
  public static Lifetimes defaults() {
    return new Lifetimes(Duration.ofHours(1), Duration.ofSeconds(5));
  }

  /** Returns the time to live of the next copy: spread, so that not all expire together. */
  public long nextPresentMillis() {
    double factor = 1 + SPREAD * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Math.max(1, Math.round(present.toMillis() * factor));
  }
}
