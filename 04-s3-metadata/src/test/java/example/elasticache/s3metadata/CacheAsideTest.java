package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CacheAsideTest {
  private final TurnedClock clock = new TurnedClock();
  private final InMemoryMetadataStore store = new InMemoryMetadataStore();
  private final InMemoryMetadataCache cache =
      new InMemoryMetadataCache(Lifetimes.defaults(), clock);
  private final CacheAside objects = new CacheAside(store, cache, clock);

  @Test
  void theSecondLookupIsServedFromTheCache() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    store.objects.clear(); // only the cache can answer now

    assertThat(objects.find(SEA)).contains(metadata(SEA, "blue"));

    assertThat(objects.stats()).isEqualTo(new CacheStats(1, 1));
  }

  @Test
  void aCopyExpiresWithItsLifetime() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    store.put(metadata(SEA, "red"));

    clock.turn(Lifetimes.defaults().present());

    assertThat(objects.find(SEA)).contains(metadata(SEA, "red"));
  }

  /** What stage 2 mends. */
  @Test
  void anObjectThatIsNotThereIsLookedForEachTime() {
    objects.find(SEA);
    objects.find(SEA);

    assertThat(store.asked).hasSize(2);
    assertThat(cache.entries).isEmpty();
  }

  @Test
  void aFailureOfS3IsNoAbsence() {
    store.failWith(new StoreException("down", null));

    assertThatThrownBy(() -> objects.find(SEA)).isInstanceOf(StoreException.class);

    assertThat(cache.entries).isEmpty();
  }
}
