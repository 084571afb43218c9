package example.elasticache.s3metadata.freshness;

import static example.elasticache.s3metadata.Examples.NOON;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.s3metadata.CacheStats;
import example.elasticache.s3metadata.CachedMetadata.Absent;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.InMemoryMetadataCache;
import example.elasticache.s3metadata.InMemoryMetadataStore;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.StoreException;
import example.elasticache.s3metadata.TurnedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RevalidatedObjectsTest {
  private static final Duration MINUTE = Freshness.defaults().fresh();

  private final TurnedClock clock = new TurnedClock();
  private final InMemoryMetadataStore store = new InMemoryMetadataStore();
  private final InMemoryMetadataCache cache =
      new InMemoryMetadataCache(Lifetimes.defaults(), clock);
  private final RevalidatedObjects objects =
      new RevalidatedObjects(store, cache, Freshness.defaults(), clock);

  @Test
  void aFreshCopyIsServedWithoutAsking() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    store.put(metadata(SEA, "red"));

    clock.turn(MINUTE.minusMillis(1));

    assertThat(objects.find(SEA)).contains(metadata(SEA, "blue"));
    assertThat(objects.stats()).isEqualTo(new CacheStats(1, 1));
  }

  @Test
  void anOlderCopyIsConfirmedAndThenFreshAgain() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    clock.turn(MINUTE);

    assertThat(objects.find(SEA)).contains(metadata(SEA, "blue"));
    clock.turn(MINUTE.minusMillis(1));
    objects.find(SEA);

    assertThat(store.asked).containsExactly("find sea.jpg", "revalidate sea.jpg");
    assertThat(cache.entries.get(SEA))
        .isEqualTo(new Present(metadata(SEA, "blue"), NOON.plus(MINUTE)));
  }

  /** S3 may have been asked before an overwrite, and be heard long after it. */
  @Test
  void theAgeOfACopyCountsFromBeforeTheQuestion() {
    store.put(metadata(SEA, "blue"));
    store.meanwhile(() -> clock.turn(Duration.ofSeconds(10)));

    objects.find(SEA);
    assertThat(cache.entries.get(SEA)).isEqualTo(new Present(metadata(SEA, "blue"), NOON));

    clock.turn(Duration.ofSeconds(50));
    objects.find(SEA);
    assertThat(cache.entries.get(SEA))
        .isEqualTo(new Present(metadata(SEA, "blue"), NOON.plus(MINUTE)));
  }

  @Test
  void aChangedObjectReplacesItsCopy() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    store.put(metadata(SEA, "red"));
    clock.turn(MINUTE);

    assertThat(objects.find(SEA)).contains(metadata(SEA, "red"));
    store.objects.clear();

    assertThat(objects.find(SEA)).contains(metadata(SEA, "red"));
  }

  @Test
  void aDeletedObjectIsForgottenAndItsAbsenceRemembered() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    store.objects.clear();
    clock.turn(MINUTE);

    assertThat(objects.find(SEA)).isEmpty();

    assertThat(cache.entries.get(SEA)).isEqualTo(new Absent());
    objects.find(SEA);
    assertThat(store.asked).hasSize(2);
  }

  @Test
  void anAbsenceIsAHit() {
    objects.find(SEA);
    objects.find(SEA);

    assertThat(objects.stats()).isEqualTo(new CacheStats(1, 1));
  }

  /** What the last stage mends, within limits. */
  @Test
  void whileS3IsDownAnOldCopyDoesNotHelp() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    clock.turn(MINUTE);
    store.failWith(new StoreException("down", null));

    assertThatThrownBy(() -> objects.find(SEA)).isInstanceOf(StoreException.class);
  }
}
