package example.elasticache.s3metadata;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until a test turns it. */
public final class TurnedClock implements InstantSource {
  private volatile Instant now = Examples.NOON;

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets this time pass. */
  public void turn(Duration time) {
    now = now.plus(time);
  }
}
