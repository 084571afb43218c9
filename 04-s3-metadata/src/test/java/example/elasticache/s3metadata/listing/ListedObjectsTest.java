package example.elasticache.s3metadata.listing;

import static example.elasticache.s3metadata.Examples.NOON;
import static example.elasticache.s3metadata.Examples.id;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.s3metadata.CacheStats;
import example.elasticache.s3metadata.CachedMetadata.Absent;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.InMemoryMetadataStore;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.MetadataStore;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.ObjectMetadata;
import example.elasticache.s3metadata.StoreAccessDeniedException;
import example.elasticache.s3metadata.StoreException;
import example.elasticache.s3metadata.TurnedClock;
import example.elasticache.s3metadata.events.InMemorySequencedMetadataCache;
import example.elasticache.s3metadata.events.Mark;
import example.elasticache.s3metadata.events.Sequencer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ListedObjectsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TurnedClock clock = new TurnedClock();
  private final InMemoryMetadataStore store = new InMemoryMetadataStore();
  private final InMemorySequencedMetadataCache cache =
      new InMemorySequencedMetadataCache(Lifetimes.defaults(), clock);
  private final ExecutorService requests = Executors.newFixedThreadPool(4);
  private final ListedObjects objects = objects(store, PATIENCE);

  private ListedObjects objects(MetadataStore from, Duration limit) {
    return new ListedObjects(from, cache, requests, limit, clock);
  }

  @AfterEach
  void stop() {
    requests.shutdownNow();
  }

  private Listed upload(String key, String content) {
    ObjectMetadata object = metadata(id(key), content);
    store.put(object);
    return listed(object);
  }

  private static Listed listed(ObjectMetadata object) {
    return new Listed(object.id(), object.eTag().orElseThrow(), object.lastModified());
  }

  private List<Listed> hundred() {
    List<Listed> listing = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> listing.add(upload("photo-" + (100 - i), "x" + i)));
    return listing;
  }

  @Test
  void aColdPageIsAskedForAndAWarmOneIsOneRoundTrip() {
    List<Listed> listing = hundred();
    Page cold = objects.findAll(listing);
    store.asked.clear();
    int before = cache.calls();

    Page warm = objects.findAll(listing);

    assertThat(warm).isEqualTo(cold);
    assertThat(List.copyOf(warm.found().keySet()))
        .isEqualTo(listing.stream().map(Listed::id).toList());
    assertThat(warm.unknown()).isEmpty();
    assertThat(store.asked).isEmpty();
    assertThat(cache.calls() - before).isEqualTo(1);
    assertThat(objects.stats()).isEqualTo(new CacheStats(100, 100));
  }

  @Test
  void onlyWhatIsNewIsAskedFor() {
    List<Listed> listing = hundred();
    objects.findAll(listing);
    store.asked.clear();
    listing.set(7, upload(listing.get(7).id().key(), "another"));

    Page page = objects.findAll(listing);

    assertThat(store.asked).containsExactly("find " + listing.get(7).id().key());
    assertThat(page.found().get(listing.get(7).id()).contentLength()).isEqualTo(7);
  }

  /** However old: the listing has just said that it is right. */
  @Test
  void theListingConfirmsACopy() {
    List<Listed> listing = List.of(upload("a", "blue"));
    objects.findAll(listing);
    clock.turn(Duration.ofMinutes(59));

    objects.findAll(listing);

    assertThat(store.asked).hasSize(1);
  }

  @Test
  void newMetadataOnTheSameContentIsNoticed() {
    objects.findAll(List.of(upload("a", "blue")));
    ObjectMetadata before = metadata(id("a"), "blue");

    objects.findAll(List.of(new Listed(id("a"), before.eTag().orElseThrow(), NOON.plusSeconds(1))));

    assertThat(store.asked).hasSize(2);
  }

  @Test
  void aListingInMillisecondsConfirmsAHeadInSeconds() {
    ObjectMetadata object = metadata(id("a"), "blue");

    assertThat(new Listed(id("a"), "\"blue\"", NOON.plusMillis(999)).confirms(object)).isTrue();
    assertThat(new Listed(id("a"), "\"red\"", NOON).confirms(object)).isFalse();
    assertThat(new Listed(id("a"), "\"blue\"", NOON.minusMillis(1)).confirms(object)).isFalse();
  }

  @Test
  void whatHasGoneSinceIsLeftOutAndItsAbsenceRemembered() {
    Listed gone = upload("gone", "1");
    Listed here = upload("here", "2");
    store.objects.remove(gone.id());

    Page page = objects.findAll(List.of(gone, here));

    assertThat(page.found()).containsOnlyKeys(here.id());
    assertThat(page.unknown()).isEmpty();
    assertThat(cache.look(gone.id()).known()).isEqualTo(new Absent());
  }

  /** A remembered absence does not hide what a listing has just shown. */
  @Test
  void aListedObjectIsLookedForInSpiteOfAnAbsence() {
    cache.fillAbsent(id("new"), Mark.NONE);

    assertThat(objects.findAll(List.of(upload("new", "1"))).found()).hasSize(1);
  }

  @Test
  void whatS3DoesNotSayIsUnknownAndTheRestIsThere() {
    Listed warm = upload("warm", "1");
    objects.findAll(List.of(warm));
    Listed cold = upload("cold", "2");
    for (StoreException failure :
        List.of(new StoreException("down", null), new StoreAccessDeniedException("403", null))) {
      store.failWith(failure);

      Page page = objects.findAll(List.of(warm, cold));

      assertThat(page.found()).containsOnlyKeys(warm.id());
      assertThat(page.unknown()).containsExactly(cold.id());
    }
  }

  /** S3 may have been asked before an overwrite, and be heard long after it. */
  @Test
  void theAgeOfACopyCountsFromBeforeTheQuestion() {
    List<Listed> listing = List.of(upload("a", "blue"));
    store.meanwhile(() -> clock.turn(Duration.ofSeconds(10)));

    objects.findAll(listing);

    assertThat(cache.look(id("a")).known()).isEqualTo(new Present(metadata(id("a"), "blue"), NOON));
  }

  @Test
  @Timeout(60)
  void aSlowS3EndsAtTheLimit() throws Exception {
    var never = new CountDownLatch(1);
    var slow =
        objects(
            new MetadataStore() {
              @Override
              public Optional<ObjectMetadata> find(ObjectId id) {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                throw new StoreException("late", null);
              }

              @Override
              public Revalidation revalidate(ObjectMetadata copy) {
                throw new AssertionError("A page revalidates nothing.");
              }
            },
            Duration.ofMillis(50));

    Page page = slow.findAll(hundred());

    assertThat(page.unknown()).hasSize(100);
    assertThat(page.found()).isEmpty();
  }

  @Test
  void aMistakeInTheProgramIsNoOutage() {
    store.failWith(new IllegalStateException("a mistake"));

    assertThatThrownBy(() -> objects.findAll(List.of(upload("a", "1"))))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a mistake");
  }

  @Test
  void anOvertakenPageFillsNothingOld() {
    Listed a = upload("a", "blue");
    var overtaken =
        objects(
            new MetadataStore() {
              @Override
              public Optional<ObjectMetadata> find(ObjectId id) {
                Optional<ObjectMetadata> old = store.find(id);
                cache.invalidate(id, new Sequencer("0A"));
                return old;
              }

              @Override
              public Revalidation revalidate(ObjectMetadata copy) {
                return store.revalidate(copy);
              }
            },
            PATIENCE);
    overtaken.findAll(List.of(a));

    objects.findAll(List.of(a));

    assertThat(store.asked).hasSize(2);
  }

  @Test
  void nothingListedAsksNothing() {
    assertThat(objects.findAll(List.of()).found()).isEmpty();
    assertThat(store.asked).isEmpty();
  }
}
