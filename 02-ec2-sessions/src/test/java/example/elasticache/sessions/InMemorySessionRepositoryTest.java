package example.elasticache.sessions;

import java.time.Duration;

class InMemorySessionRepositoryTest implements RevocationContract {
  private final TurnedClock clock = new TurnedClock();

  @Override
  public SessionRepository repository(Lifetimes lifetimes) {
    return new InMemorySessionRepository(lifetimes, clock);
  }

  @Override
  public void letPass(Duration time) {
    clock.turn(time);
  }
}
