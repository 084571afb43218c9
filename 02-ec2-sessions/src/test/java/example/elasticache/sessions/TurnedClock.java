package example.elasticache.sessions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that the test turns. */
final class TurnedClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-25T09:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void turn(Duration time) {
    now = now.plus(time);
  }
}
