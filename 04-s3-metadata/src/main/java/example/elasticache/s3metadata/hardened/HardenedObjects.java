package example.elasticache.s3metadata.hardened;

import example.elasticache.s3metadata.CacheStats;
import example.elasticache.s3metadata.CachedMetadata;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.MetadataStore;
import example.elasticache.s3metadata.MetadataStore.Revalidation;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.ObjectMetadata;
import example.elasticache.s3metadata.StoreException;
import example.elasticache.s3metadata.StoreRejectedException;
import example.elasticache.s3metadata.access.ForbiddenException;
import example.elasticache.s3metadata.access.Permissions;
import example.elasticache.s3metadata.degradation.FaultTolerantMetadataCache;
import example.elasticache.s3metadata.degradation.PausingMetadataStore;
import example.elasticache.s3metadata.degradation.RedisClients;
import example.elasticache.s3metadata.events.Invalidator;
import example.elasticache.s3metadata.events.Mark;
import example.elasticache.s3metadata.events.RedisSequencedMetadataCache;
import example.elasticache.s3metadata.events.SequencedMetadataCache.Look;
import example.elasticache.s3metadata.events.Sequencer;
import example.elasticache.s3metadata.freshness.Freshness;
import example.elasticache.s3metadata.hardened.Found.Source;
import example.elasticache.s3metadata.listing.Listed;
import example.elasticache.s3metadata.listing.ListedObjects;
import example.elasticache.s3metadata.listing.Page;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;

/**
 * Object metadata behind a cache, ready for production: one for the whole application, shared by
 * its threads.
 *
 * <pre>{@code
 * try (var objects =
 *     HardenedObjects.builder(store, URI.create("rediss://my-cache.example:6379"), permissions)
 *         .build()) {
 *   Found found = objects.find("ada", id);
 * }
 * }</pre>
 *
 * <p>It starts, and answers, without a cache.
 */
public final class HardenedObjects implements AutoCloseable {
  /** A lookup of one object takes no longer either. */
  private static final Duration PAGE = Duration.ofMillis(1_400);

  private final Permissions permissions;
  private final PausingMetadataStore store;
  private final UnifiedJedis redis;
  private final FaultTolerantMetadataCache cache;
  private final Freshness freshness;
  private final InstantSource clock;
  private final ExecutorService requests;
  private final ListedObjects listed;
  private final Invalidator invalidator;
  private final CacheStats.Counter lookups = new CacheStats.Counter();
  private final LongAdder stale = new LongAdder();
  private final LongAdder forbidden = new LongAdder();

  // tag::compose[]
  private HardenedObjects(Builder settings) {
    permissions = settings.permissions;
    store = new PausingMetadataStore(settings.store);
    freshness = settings.freshness;
    clock = settings.clock;
    Runnable reconnect;
    if (settings.clusterMode) {
      redis = RedisClients.cluster(settings.endpoint, settings.tls);
      reconnect = () -> {}; // The cluster itself says which node to turn to.
    } else {
      RedisClient client = RedisClients.redis(settings.endpoint, settings.tls);
      redis = client;
      reconnect = client.getPool()::clear;
    }
    var copies = new RedisSequencedMetadataCache(redis, settings.lifetimes);
    cache = new FaultTolerantMetadataCache(copies, settings.deadline, reconnect);
    requests = Executors.newFixedThreadPool(settings.requestsAtOnce, HardenedObjects::thread);
    listed = new ListedObjects(store, cache, requests, PAGE, clock);
    invalidator = new Invalidator(cache, settings.owner);
  }

  // end::compose[]

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "s3-requests");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Returns a builder with defaults for everything but these.
   *
   * @param owner the account whose buckets the notifications are about
   */
  public static Builder builder(
      MetadataStore store, URI endpoint, Permissions permissions, String owner) {
    return new Builder(store, endpoint, permissions, owner);
  }

  // tag::find[]
  /**
   * Returns what is known about the object, to a caller who may see it.
   *
   * @throws ForbiddenException if the caller may not see it, whether there is one or not
   * @throws StoreException if neither S3 nor a copy that is young enough can tell
   */
  public Found find(String caller, ObjectId id) {
    requirePermission(caller, id);
    Instant asked = clock.instant();
    Look look = cache.look(id);
    if (look.known() instanceof Present copy && freshness.isFresh(copy, asked)) {
      lookups.hit();
      return new Found(Optional.of(copy.metadata()), Source.COPY);
    }
    if (look.known() instanceof CachedMetadata.Absent) {
      lookups.hit();
      return new Found(Optional.empty(), Source.COPY);
    }

    lookups.miss();
    try {
      return look.known() instanceof Present copy
          ? confirmed(copy, look.mark(), asked)
          : kept(id, store.find(id), look.mark(), asked);
    } catch (StoreRejectedException answer) {
      forget(id);
      throw answer;
    } catch (StoreException noAnswer) {
      if (look.known() instanceof Present copy && freshness.helpsOut(copy, asked)) {
        stale.increment();
        return new Found(Optional.of(copy.metadata()), Source.STALE);
      }
      throw noAnswer;
    }
  }

  // end::find[]

  private void requirePermission(String caller, ObjectId id) {
    if (!permissions.mayRead(caller, id)) {
      forbidden.increment();
      throw new ForbiddenException();
    }
  }

  private Found confirmed(Present copy, Mark mark, Instant asked) {
    Revalidation answer = store.revalidate(copy.metadata());
    if (answer instanceof Revalidation.Unchanged) {
      cache.renew(new Present(copy.metadata(), asked), mark);
      return new Found(Optional.of(copy.metadata()), Source.CONFIRMED);
    }
    return kept(
        copy.metadata().id(),
        answer instanceof Revalidation.Changed changed
            ? Optional.of(changed.metadata())
            : Optional.empty(),
        mark,
        asked);
  }

  private Found kept(ObjectId id, Optional<ObjectMetadata> stored, Mark mark, Instant asked) {
    stored.ifPresentOrElse(
        metadata -> cache.fill(new Present(metadata, asked), mark),
        () -> cache.fillAbsent(id, mark));
    return new Found(stored, Source.S3);
  }

  /** Drops a copy that S3 no longer shows to this application. */
  private void forget(ObjectId id) {
    try {
      cache.invalidate(id, Sequencer.NONE);
    } catch (RuntimeException cacheIsDown) {
      // The answer is what the caller must hear; the copy is asked about again in a minute.
    }
  }

  // tag::findAll[]
  /** Returns the metadata of those that the caller may see; the others are not mentioned. */
  public Page findAll(String caller, List<Listed> listing) {
    return listed.findAll(
        listing.stream().filter(one -> permissions.mayRead(caller, one.id())).toList());
  }

  // end::findAll[]

  /** Takes a notification of S3; if it fails, deliver the notification again. */
  public void accept(String notification) {
    invalidator.accept(notification);
  }

  /** Returns what happened so far. */
  public LookupMetrics metrics() {
    CacheStats single = lookups.stats();
    CacheStats pages = listed.stats();
    return new LookupMetrics(
        single.hits() + pages.hits(),
        single.misses() + pages.misses(),
        stale.sum(),
        forbidden.sum(),
        invalidator.taken(),
        invalidator.late(),
        cache.faults(),
        cache.isOut(),
        store.isOut());
  }

  /** Ends its threads, and closes the connections to the cache. */
  @Override
  public void close() {
    requests.shutdownNow();
    redis.close();
  }

  /** The settings; each has a default that suits a cache in the same availability zone. */
  public static final class Builder {
    private final MetadataStore store;
    private final URI endpoint;
    private final Permissions permissions;
    private final String owner;
    private boolean clusterMode;
    private SslOptions tls = SslOptions.defaults();
    private Lifetimes lifetimes = Lifetimes.defaults();
    private Freshness freshness = Freshness.defaults();
    private Duration deadline = Duration.ofMillis(100);
    private int requestsAtOnce = 16;
    private InstantSource clock = InstantSource.system();

    private Builder(MetadataStore store, URI endpoint, Permissions permissions, String owner) {
      this.store = store;
      this.endpoint = endpoint;
      this.permissions = permissions;
      this.owner = ObjectId.requireOwner(owner);
    }

    /** A trust store of your own for {@code rediss://}; default: what the JVM trusts. */
    public Builder tls(SslOptions options) {
      this.tls = options;
      return this;
    }

    /** The endpoint is a cluster's configuration endpoint, or a serverless cache's. */
    public Builder clusterMode() {
      this.clusterMode = true;
      return this;
    }

    /** How long the cache keeps copies and absences; default: an hour, five seconds. */
    public Builder lifetimes(Lifetimes times) {
      this.lifetimes = times;
      return this;
    }

    /** How long a copy is believed; default: a minute, and ten while S3 cannot answer. */
    public Builder freshness(Freshness times) {
      this.freshness = times;
      return this;
    }

    /** When a call to the cache is given up; default: 100 ms. */
    public Builder deadline(Duration limit) {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException(
            "A call to the cache needs some time, not " + limit + ".");
      }
      this.deadline = limit;
      return this;
    }

    /** How many requests S3 gets at once for the pages of all callers; default: 16. */
    public Builder requestsAtOnce(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("S3 gets 1 request at once or more, not " + most + ".");
      }
      this.requestsAtOnce = most;
      return this;
    }

    /** The clock that says how old a copy is; default: the system's. */
    public Builder clock(InstantSource source) {
      this.clock = source;
      return this;
    }

    /** Opens the connections in the background; fails only if the endpoint is no endpoint. */
    public HardenedObjects build() {
      return new HardenedObjects(this);
    }
  }
}
