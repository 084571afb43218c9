package example.elasticache.s3metadata.events;

import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.TurnedClock;
import java.time.Duration;

class InMemorySequencedMetadataCacheTest implements SequencedMetadataCacheContract {
  private final TurnedClock clock = new TurnedClock();

  @Override
  public SequencedMetadataCache sequenced(Lifetimes lifetimes) {
    return new InMemorySequencedMetadataCache(lifetimes, clock);
  }

  @Override
  public void letPass(Duration time) {
    clock.turn(time);
  }
}
