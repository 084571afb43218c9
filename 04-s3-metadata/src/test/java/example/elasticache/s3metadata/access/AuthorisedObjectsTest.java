package example.elasticache.s3metadata.access;

import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import example.elasticache.s3metadata.CacheAsideWithNegativeEntries;
import example.elasticache.s3metadata.CacheStats;
import example.elasticache.s3metadata.InMemoryMetadataCache;
import example.elasticache.s3metadata.InMemoryMetadataStore;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.TurnedClock;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorisedObjectsTest {
  private final TurnedClock clock = new TurnedClock();
  private final InMemoryMetadataStore store = new InMemoryMetadataStore();
  private final InMemoryMetadataCache cache =
      new InMemoryMetadataCache(Lifetimes.defaults(), clock);
  private final CacheAsideWithNegativeEntries behind =
      new CacheAsideWithNegativeEntries(store, cache, clock);
  private final Set<String> readers = new HashSet<>(Set.of("ada"));
  private final AuthorisedObjects objects =
      new AuthorisedObjects((caller, id) -> readers.contains(caller), behind);

  @BeforeEach
  void upload() {
    store.put(metadata(SEA, "blue"));
  }

  /** Ada warms the cache; whoever checks on a miss only lets Eve in a thousand times. */
  @Test
  void aWarmCacheOpensNothing() {
    objects.find("ada", SEA);

    for (int i = 0; i < 1_000; i++) {
      assertThatThrownBy(() -> objects.find("eve", SEA)).isInstanceOf(ForbiddenException.class);
    }
  }

  @Test
  void aRevokedPermissionEndsWithTheNextCall() {
    objects.find("ada", SEA);
    objects.find("ada", SEA);

    readers.remove("ada");

    assertThatThrownBy(() -> objects.find("ada", SEA)).isInstanceOf(ForbiddenException.class);
  }

  @Test
  void aNewPermissionBeginsWithTheNextCall() {
    catchThrowable(() -> objects.find("eve", SEA));

    readers.add("eve");

    assertThat(objects.find("eve", SEA)).contains(metadata(SEA, "blue"));
  }

  @Test
  void oneCopyServesAllWhoMaySeeIt() {
    readers.add("grace");
    objects.find("ada", SEA);

    objects.find("grace", SEA);

    assertThat(store.asked).hasSize(1);
  }

  @Test
  void whoIsDeniedLearnsNothingNotEvenByItsTrace() {
    Throwable there = catchThrowable(() -> objects.find("eve", SEA));
    Throwable missing = catchThrowable(() -> objects.find("eve", id("nothing")));

    assertThat(missing).hasSameClassAs(there).hasMessage(there.getMessage());
    assertThat(store.asked).isEmpty();
    assertThat(cache.entries).isEmpty();
    assertThat(behind.stats()).isEqualTo(new CacheStats(0, 0));
  }

  @Test
  void whenNobodyCanTellNobodyIsLetIn() {
    var broken =
        new AuthorisedObjects(
            (caller, id) -> {
              throw new IllegalStateException("down");
            },
            behind);
    behind.find(SEA);

    assertThatThrownBy(() -> broken.find("ada", SEA)).isInstanceOf(IllegalStateException.class);
  }
}
