package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheAsideWithNegativeEntriesTest {
  private final TurnedClock clock = new TurnedClock();
  private final InMemoryMetadataStore store = new InMemoryMetadataStore();
  private final InMemoryMetadataCache cache =
      new InMemoryMetadataCache(Lifetimes.defaults(), clock);
  private final CacheAsideWithNegativeEntries objects =
      new CacheAsideWithNegativeEntries(store, cache, clock);

  @Test
  void theSecondLookupIsServedFromTheCache() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    store.objects.clear();

    assertThat(objects.find(SEA)).contains(metadata(SEA, "blue"));
  }

  @Test
  void anAbsenceIsAHit() {
    objects.find(SEA);

    assertThat(objects.find(SEA)).isEmpty();

    assertThat(store.asked).hasSize(1);
    assertThat(objects.stats()).isEqualTo(new CacheStats(1, 1));
  }

  @Test
  void anAbsenceIsForgottenAfterSeconds() {
    objects.find(SEA);
    store.put(metadata(SEA, "blue"));

    clock.turn(Duration.ofSeconds(10));

    assertThat(objects.find(SEA)).contains(metadata(SEA, "blue"));
  }

  /** Without the permission to list, S3 says 403 of what is not there as well. */
  @Test
  void aRefusalIsNeverRemembered() {
    store.failWith(new StoreAccessDeniedException("403", null));
    assertThatThrownBy(() -> objects.find(SEA)).isInstanceOf(StoreAccessDeniedException.class);
    assertThat(cache.entries).isEmpty();

    store.failWith(null);
    store.put(metadata(SEA, "blue"));

    assertThat(objects.find(SEA)).contains(metadata(SEA, "blue"));
  }
}
