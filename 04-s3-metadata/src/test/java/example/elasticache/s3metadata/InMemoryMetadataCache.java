package example.elasticache.s3metadata;

import example.elasticache.s3metadata.CachedMetadata.Present;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A cache as a map, with a clock that a test turns. */
public final class InMemoryMetadataCache implements MetadataCache {
  public final Map<ObjectId, CachedMetadata> entries = new HashMap<>();
  private final Map<ObjectId, Instant> ends = new HashMap<>();
  private final Lifetimes lifetimes;
  private final TurnedClock clock;

  public InMemoryMetadataCache(Lifetimes lifetimes, TurnedClock clock) {
    this.lifetimes = lifetimes;
    this.clock = clock;
  }

  @Override
  public CachedMetadata find(ObjectId id) {
    if (!clock.instant().isBefore(ends.getOrDefault(id, Instant.MIN))) {
      evict(id);
    }
    return entries.getOrDefault(id, new CachedMetadata.Unknown());
  }

  @Override
  public void put(Present copy) {
    set(copy.metadata().id(), copy, lifetimes.present());
  }

  @Override
  public void renew(Present copy) {
    find(copy.metadata().id());
    entries.computeIfPresent(copy.metadata().id(), (id, held) -> copy);
  }

  @Override
  public void putAbsent(ObjectId id) {
    set(id, new CachedMetadata.Absent(), lifetimes.absent());
  }

  private void set(ObjectId id, CachedMetadata what, Duration time) {
    entries.put(id, what);
    ends.put(id, clock.instant().plus(time));
  }

  @Override
  public void evict(ObjectId id) {
    entries.remove(id);
    ends.remove(id);
  }
}
