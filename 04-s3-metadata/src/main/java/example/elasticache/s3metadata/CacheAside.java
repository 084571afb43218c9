package example.elasticache.s3metadata;

import example.elasticache.s3metadata.CachedMetadata.Present;
import java.time.InstantSource;
import java.util.Optional;

/** Stage 1, the cache-aside pattern: look at the copy first, and ask S3 only without one. */
public final class CacheAside implements StoredObjects {
  private final MetadataStore store;
  private final MetadataCache cache;
  private final InstantSource clock;
  private final CacheStats.Counter lookups = new CacheStats.Counter();

  /** Threads may share it if they may share the store and the cache. */
  public CacheAside(MetadataStore store, MetadataCache cache, InstantSource clock) {
    this.store = store;
    this.cache = cache;
    this.clock = clock;
  }

  // tag::find[]
  /** Looks in the cache first; on a miss, asks S3 and leaves a copy for the next caller. */
  @Override
  public Optional<ObjectMetadata> find(ObjectId id) {
    if (cache.find(id) instanceof Present copy) {
      lookups.hit();
      return Optional.of(copy.metadata());
    }

    lookups.miss();
    Optional<ObjectMetadata> stored = store.find(id);
    stored.ifPresent(metadata -> cache.put(new Present(metadata, clock.instant())));
    return stored;
  }

  // end::find[]

  @Override
  public CacheStats stats() {
    return lookups.stats();
  }
}
