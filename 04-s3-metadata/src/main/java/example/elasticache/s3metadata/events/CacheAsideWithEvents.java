package example.elasticache.s3metadata.events;

import example.elasticache.s3metadata.CacheStats;
import example.elasticache.s3metadata.CachedMetadata;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.MetadataStore;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.ObjectMetadata;
import example.elasticache.s3metadata.StoredObjects;
import example.elasticache.s3metadata.events.SequencedMetadataCache.Look;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Stage 5: copies that S3's own events take back, and that no overtaken reader can bring back. */
public final class CacheAsideWithEvents implements StoredObjects {
  private final MetadataStore store;
  private final SequencedMetadataCache cache;
  private final InstantSource clock;
  private final CacheStats.Counter lookups = new CacheStats.Counter();

  /** Threads may share it if they may share the store and the cache. */
  public CacheAsideWithEvents(
      MetadataStore store, SequencedMetadataCache cache, InstantSource clock) {
    this.store = store;
    this.cache = cache;
    this.clock = clock;
  }

  // tag::find[]
  /** As stage 2, and fills only what has not changed since the look. */
  @Override
  public Optional<ObjectMetadata> find(ObjectId id) {
    Look look = cache.look(id);
    if (look.known() instanceof Present copy) {
      lookups.hit();
      return Optional.of(copy.metadata());
    }
    if (look.known() instanceof CachedMetadata.Absent) {
      lookups.hit();
      return Optional.empty();
    }

    lookups.miss();
    Instant asked = clock.instant();
    Optional<ObjectMetadata> stored = store.find(id);
    stored.ifPresentOrElse(
        metadata -> cache.fill(new Present(metadata, asked), look.mark()),
        () -> cache.fillAbsent(id, look.mark()));
    return stored;
  }

  // end::find[]

  @Override
  public CacheStats stats() {
    return lookups.stats();
  }
}
