package example.elasticache.cacheaside;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * How long a copy lives: always the same time, or a time drawn from a band around it.
 *
 * <p>Copies made together expire together, and then the store gets all their readers at once. A
 * band spreads that moment. Threads may share an expiry.
 */
public final class Expiry {
  /** The longest that Memcached counts from now; beyond it, it reads a date. */
  public static final Duration LONGEST = Duration.ofDays(30);

  private final Duration time;
  private final double spread;
  private final RandomGenerator random;

  private Expiry(Duration time, double spread, RandomGenerator random) {
    if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "An expiry is from 1 second to 30 days, but this one is " + time + ".");
    }
    if (!(spread >= 0 && spread < 1)) {
      throw new IllegalArgumentException(
          "A spread is from 0 to less than 1, where 0.1 means 10 % earlier or later, but this one is "
              + spread
              + ".");
    }
    this.time = time;
    this.spread = spread;
    this.random = random;
  }

  /** Returns an expiry of always this time, from 1 second to 30 days. */
  public static Expiry after(Duration time) {
    return new Expiry(time, 0, null);
  }

  /** Returns this expiry, spread evenly: 0.1 draws from 90 % to 110 % of the time. */
  public Expiry withJitter(double share) {
    return new Expiry(time, share, null);
  }

  /** As {@link #withJitter(double)}, drawing from a source that a test can fix. */
  Expiry withJitter(double share, RandomGenerator source) {
    return new Expiry(time, share, source);
  }

  // tag::next[]
  /** Returns the time to live of the next copy. */
  public Duration next() {
    if (spread == 0) {
      return time;
    }
    RandomGenerator source = random == null ? ThreadLocalRandom.current() : random;
    double factor = 1 + spread * (2 * source.nextDouble() - 1);
    return Duration.ofMillis(Math.round(time.toMillis() * factor));
  }

  // end::next[]

  @Override
  public String toString() {
    return spread == 0 ? time.toString() : time + " ± " + Math.round(spread * 100) + " %";
  }
}
