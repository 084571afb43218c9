package example.elasticache.s3metadata.freshness;

import example.elasticache.s3metadata.CacheStats;
import example.elasticache.s3metadata.CachedMetadata;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.MetadataCache;
import example.elasticache.s3metadata.MetadataStore;
import example.elasticache.s3metadata.MetadataStore.Revalidation;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.ObjectMetadata;
import example.elasticache.s3metadata.StoredObjects;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Stage 4: a copy is believed for a while; after that, S3 is asked whether it is still right. */
public final class RevalidatedObjects implements StoredObjects {
  private final MetadataStore store;
  private final MetadataCache cache;
  private final Freshness freshness;
  private final InstantSource clock;
  private final CacheStats.Counter lookups = new CacheStats.Counter();

  /** Threads may share it if they may share the store and the cache. */
  public RevalidatedObjects(
      MetadataStore store, MetadataCache cache, Freshness freshness, InstantSource clock) {
    this.store = store;
    this.cache = cache;
    this.freshness = freshness;
    this.clock = clock;
  }

  // tag::find[]
  /** Serves a fresh copy alone, and an older one when S3 confirms it. */
  @Override
  public Optional<ObjectMetadata> find(ObjectId id) {
    // Before S3 is asked: what it says is true of this moment, not of the one when we hear it.
    Instant asked = clock.instant();
    CachedMetadata cached = cache.find(id);
    if (cached instanceof Present copy && freshness.isFresh(copy, asked)) {
      lookups.hit();
      return Optional.of(copy.metadata());
    }
    if (cached instanceof CachedMetadata.Absent) {
      lookups.hit();
      return Optional.empty();
    }

    lookups.miss();
    if (cached instanceof Present copy) {
      return confirmed(copy, asked);
    }
    return kept(id, store.find(id), asked);
  }

  private Optional<ObjectMetadata> confirmed(Present copy, Instant asked) {
    Revalidation answer = store.revalidate(copy.metadata());
    if (answer instanceof Revalidation.Unchanged) {
      cache.renew(new Present(copy.metadata(), asked));
      return Optional.of(copy.metadata());
    }
    return kept(
        copy.metadata().id(),
        answer instanceof Revalidation.Changed changed
            ? Optional.of(changed.metadata())
            : Optional.empty(),
        asked);
  }

  // end::find[]

  private Optional<ObjectMetadata> kept(
      ObjectId id, Optional<ObjectMetadata> stored, Instant asked) {
    stored.ifPresentOrElse(
        metadata -> cache.put(new Present(metadata, asked)), () -> cache.putAbsent(id));
    return stored;
  }

  @Override
  public CacheStats stats() {
    return lookups.stats();
  }
}
