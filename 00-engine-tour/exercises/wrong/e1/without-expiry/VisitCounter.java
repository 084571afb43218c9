package e1;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** Counts the visits of each page and day, on a Redis that all servers of the site share. */
public final class VisitCounter {

  /** Some commands of Redis. Nobody comes into the middle of one of them. */
  public interface Redis {

    /** GET: returns the value, if there is one. */
    Optional<String> get(String key);

    /** SET with EX: writes the value, which ends after this time. */
    void set(String key, String value, Duration life);

    /** SET with NX and EX: the same if there is no value; returns whether it wrote. */
    boolean setIfAbsent(String key, String value, Duration life);

    /** INCR: adds one, and returns the sum. It makes a missing key, which never ends. */
    long incr(String key);

    /** EXPIRE: lets the value end after this time from now. */
    void expire(String key, Duration life);
  }

  private static final Duration LIFE = Duration.ofDays(2);

  private final Redis redis;

  public VisitCounter(Redis redis) {
    this.redis = redis;
  }

  /** Counts a visit, and returns its number among those of the page on this day. */
  public long visit(String page, LocalDate day) {
    String key = "visits:" + day + ":" + page;
    return redis.incr(key);
  }
}
