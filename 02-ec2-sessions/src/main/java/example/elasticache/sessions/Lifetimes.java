package example.elasticache.sessions;

import java.time.Duration;

/**
 * How long sessions live, and how many a user may have.
 *
 * @param idle a session ends when it was not used for this long
 * @param absolute it ends this long after login, however busily it is used
 * @param touchEvery its idle time is renewed at most this often, so that reads stay reads
 * @param perUser one login more than this ends the user's oldest session
 */
public record Lifetimes(Duration idle, Duration absolute, Duration touchEvery, int perUser) {

  /** Refuses times that contradict each other. */
  public Lifetimes {
    if (idle.isNegative() || idle.isZero() || absolute.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "A session may idle for some time, and live at least as long, but these are "
              + idle
              + " and "
              + absolute
              + ".");
    }
    if (touchEvery.isNegative() || touchEvery.multipliedBy(2).compareTo(idle) > 0) {
      throw new IllegalArgumentException(
          "Renew the idle time at least twice within it, but these are "
              + touchEvery
              + " and "
              + idle
              + ".");
    }
    if (perUser < 1) {
      throw new IllegalArgumentException("A user may have one session at least.");
    }
  }

  /** Half an hour idle, twelve hours in all, renewed once a minute, ten sessions for a user. */
  public static Lifetimes defaults() {
    return new Lifetimes(Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofMinutes(1), 10);
  }

  /** Returns these with other times. */
  public Lifetimes withTimes(Duration idleTime, Duration absoluteTime) {
    return new Lifetimes(idleTime, absoluteTime, touchEvery, perUser);
  }

  /** Returns these with another time between renewals; zero renews on each read. */
  public Lifetimes withTouchEvery(Duration time) {
    return new Lifetimes(idle, absolute, time, perUser);
  }

  /** Returns these with another number of sessions for a user. */
  public Lifetimes withPerUser(int sessions) {
    return new Lifetimes(idle, absolute, touchEvery, sessions);
  }
}
