package example.elasticache.cacheaside.leases;

import example.elasticache.cacheaside.Expiry;
import java.time.Duration;

/**
 * How long things stay in the cache.
 *
 * @param present how long a copy lives
 * @param absent how long an absence is remembered
 * @param lease how long a loader may take; if it dies, the next one starts after this time
 * @param holdOff how long after a write a slot stays closed; zero, unless the store reads from
 *     replicas that lag: then longer than they do
 */
public record CacheTimes(Expiry present, Expiry absent, Duration lease, Duration holdOff) {

  /** Refuses times that would leave a slot without a lease, or closed for ever. */
  public CacheTimes {
    if (lease.toMillis() < 1 || lease.compareTo(Expiry.LONGEST) > 0) {
      throw new IllegalArgumentException(
          "A lease lasts from 1 millisecond to 30 days, but this one " + lease + ".");
    }
    if (holdOff.isNegative() || holdOff.compareTo(Expiry.LONGEST) > 0) {
      throw new IllegalArgumentException(
          "A hold-off is from 0 to 30 days, but this one is " + holdOff + ".");
    }
  }

  /** Returns one hour for a copy, half a minute for an absence, two seconds for a loader. */
  public static CacheTimes defaults() {
    return new CacheTimes(
        Expiry.after(Duration.ofHours(1)).withJitter(0.1),
        Expiry.after(Duration.ofSeconds(30)).withJitter(0.1),
        Duration.ofSeconds(2),
        Duration.ZERO);
  }

  /** Returns these times with another life for copies. */
  public CacheTimes withPresent(Expiry expiry) {
    return new CacheTimes(expiry, absent, lease, holdOff);
  }

  /** Returns these times with another life for absences. */
  public CacheTimes withAbsent(Expiry expiry) {
    return new CacheTimes(present, expiry, lease, holdOff);
  }

  /** Returns these times with another limit for loaders. */
  public CacheTimes withLease(Duration time) {
    return new CacheTimes(present, absent, time, holdOff);
  }

  /** Returns these times with another hold-off after writes. */
  public CacheTimes withHoldOff(Duration time) {
    return new CacheTimes(present, absent, lease, time);
  }
}
