package example.elasticache.s3metadata;

import example.elasticache.s3metadata.CachedMetadata.Present;
import java.time.InstantSource;
import java.util.Optional;

/** Stage 2: also remembers, for a few seconds, that an object does not exist. */
public final class CacheAsideWithNegativeEntries implements StoredObjects {
  private final MetadataStore store;
  private final MetadataCache cache;
  private final InstantSource clock;
  private final CacheStats.Counter lookups = new CacheStats.Counter();

  /** Threads may share it if they may share the store and the cache. */
  public CacheAsideWithNegativeEntries(
      MetadataStore store, MetadataCache cache, InstantSource clock) {
    this.store = store;
    this.cache = cache;
    this.clock = clock;
  }

  // tag::find[]
  /** As stage 1, and an object known to be absent is a hit as well. */
  @Override
  public Optional<ObjectMetadata> find(ObjectId id) {
    CachedMetadata cached = cache.find(id);
    if (cached instanceof Present copy) {
      lookups.hit();
      return Optional.of(copy.metadata());
    }
    if (cached instanceof CachedMetadata.Absent) {
      lookups.hit();
      return Optional.empty();
    }

    lookups.miss();
    // Throws when S3 answers 403: that says nothing about the object, so nothing is remembered.
    Optional<ObjectMetadata> stored = store.find(id);
    stored.ifPresentOrElse(
        metadata -> cache.put(new Present(metadata, clock.instant())), () -> cache.putAbsent(id));
    return stored;
  }

  // end::find[]

  @Override
  public CacheStats stats() {
    return lookups.stats();
  }
}
