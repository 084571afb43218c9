package example.elasticache.s3metadata;

import java.time.Duration;

class InMemoryMetadataCacheTest implements MetadataCacheContract {
  private final TurnedClock clock = new TurnedClock();

  @Override
  public MetadataCache cache(Lifetimes lifetimes) {
    return new InMemoryMetadataCache(lifetimes, clock);
  }

  @Override
  public void letPass(Duration time) {
    clock.turn(time);
  }
}
