package example.elasticache.s3metadata.listing;

import example.elasticache.s3metadata.CacheStats;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.MetadataStore;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.ObjectMetadata;
import example.elasticache.s3metadata.StoreException;
import example.elasticache.s3metadata.events.Mark;
import example.elasticache.s3metadata.events.SequencedMetadataCache;
import example.elasticache.s3metadata.events.SequencedMetadataCache.Look;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Stage 6: the metadata of a whole listing, with one round trip to the cache for each hundred.
 *
 * <p>The listing itself confirms the copies, so S3 is asked for nothing but what is new.
 */
public final class ListedObjects {
  private final MetadataStore store;
  private final SequencedMetadataCache cache;
  private final ExecutorService requests;
  private final Duration limit;
  private final InstantSource clock;
  private final CacheStats.Counter lookups = new CacheStats.Counter();

  /**
   * Threads may share it if they may share the store and the cache.
   *
   * @param requests as many threads as requests that S3 shall get at once
   * @param limit when what S3 has not answered yet is given up
   */
  public ListedObjects(
      MetadataStore store,
      SequencedMetadataCache cache,
      ExecutorService requests,
      Duration limit,
      InstantSource clock) {
    this.store = store;
    this.cache = cache;
    this.requests = requests;
    this.limit = limit;
    this.clock = clock;
  }

  // tag::findAll[]
  /** Returns the metadata of these, from the copies that the listing confirms, and from S3. */
  public Page findAll(List<Listed> listing) {
    List<Look> looks = cache.lookAll(listing.stream().map(Listed::id).toList());
    Map<ObjectId, ObjectMetadata> found = new LinkedHashMap<>();
    Map<ObjectId, Mark> missing = new LinkedHashMap<>();
    for (int i = 0; i < looks.size(); i++) {
      Listed listed = listing.get(i);
      if (looks.get(i).known() instanceof Present copy && listed.confirms(copy.metadata())) {
        lookups.hit();
        found.put(listed.id(), copy.metadata());
      } else {
        lookups.miss();
        // It has its place in the order now, and its metadata when S3 has answered.
        found.put(listed.id(), null);
        missing.put(listed.id(), looks.get(i).mark());
      }
    }
    Set<ObjectId> unknown = missing.isEmpty() ? Set.of() : load(missing, found);
    found.values().removeIf(Objects::isNull);
    return new Page(Collections.unmodifiableMap(found), Collections.unmodifiableSet(unknown));
  }

  // end::findAll[]

  // tag::load[]
  /** Asks S3 for these, several at once, and returns those of which it did not say anything. */
  private Set<ObjectId> load(Map<ObjectId, Mark> missing, Map<ObjectId, ObjectMetadata> found) {
    List<ObjectId> ids = List.copyOf(missing.keySet());
    List<Callable<Optional<ObjectMetadata>>> tasks =
        ids.stream().map(id -> task(id, missing.get(id))).toList();
    Set<ObjectId> unknown = new LinkedHashSet<>();
    try {
      List<Future<Optional<ObjectMetadata>>> answers =
          requests.invokeAll(tasks, limit.toMillis(), TimeUnit.MILLISECONDS);
      for (int i = 0; i < ids.size(); i++) {
        ObjectId id = ids.get(i);
        try {
          answers.get(i).get().ifPresent(metadata -> found.put(id, metadata));
        } catch (CancellationException outOfTime) {
          unknown.add(id);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof StoreException)) {
            throw new IllegalStateException("A lookup failed.", e.getCause());
          }
          unknown.add(id);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The lookup of a listing was interrupted.", e);
    }
    return unknown;
  }

  private Callable<Optional<ObjectMetadata>> task(ObjectId id, Mark mark) {
    return () -> {
      Instant asked = clock.instant();
      Optional<ObjectMetadata> stored = store.find(id);
      stored.ifPresentOrElse(
          metadata -> cache.fill(new Present(metadata, asked), mark),
          () -> cache.fillAbsent(id, mark));
      return stored;
    };
  }

  // end::load[]

  /** Returns how the lookups went so far, one for each object. */
  public CacheStats stats() {
    return lookups.stats();
  }
}
