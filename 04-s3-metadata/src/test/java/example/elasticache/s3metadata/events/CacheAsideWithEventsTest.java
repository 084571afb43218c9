package example.elasticache.s3metadata.events;

import static example.elasticache.s3metadata.Examples.OWNER;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.s3metadata.CacheStats;
import example.elasticache.s3metadata.InMemoryMetadataStore;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.MetadataStore;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.ObjectMetadata;
import example.elasticache.s3metadata.StoreAccessDeniedException;
import example.elasticache.s3metadata.TurnedClock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheAsideWithEventsTest {
  private final TurnedClock clock = new TurnedClock();
  private final InMemoryMetadataStore store = new InMemoryMetadataStore();
  private final InMemorySequencedMetadataCache cache =
      new InMemorySequencedMetadataCache(Lifetimes.defaults(), clock);
  private final CacheAsideWithEvents objects = new CacheAsideWithEvents(store, cache, clock);
  private final Invalidator events = new Invalidator(cache, OWNER);

  private static String event(String name, String sequencer) {
    return """
        {"Records":[{"eventName":"%s","s3":{"bucket":{"name":"photos"},
        "object":{"key":"sea.jpg","sequencer":"%s"}}}]}"""
        .formatted(name, sequencer);
  }

  @Test
  void theSecondLookupIsServedFromTheCache() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    store.objects.clear();

    assertThat(objects.find(SEA)).contains(metadata(SEA, "blue"));

    assertThat(objects.stats()).isEqualTo(new CacheStats(1, 1));
  }

  @Test
  void afterTheEventOfAnOverwriteTheNewObjectIsSeen() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    store.put(metadata(SEA, "red"));

    events.accept(event("ObjectCreated:Put", "0A01"));

    assertThat(objects.find(SEA)).contains(metadata(SEA, "red"));
  }

  @Test
  void afterTheEventOfARemovalTheObjectIsGone() {
    store.put(metadata(SEA, "blue"));
    objects.find(SEA);
    store.objects.clear();

    events.accept(event("ObjectRemoved:Delete", "0A01"));

    assertThat(objects.find(SEA)).isEmpty();
  }

  @Test
  void theEventOfACreationEndsAnAbsenceAtOnce() {
    objects.find(SEA);
    store.put(metadata(SEA, "blue"));

    events.accept(event("ObjectCreated:Put", "0A01"));

    assertThat(objects.find(SEA)).contains(metadata(SEA, "blue"));
  }

  /** Without the mark, the old state would stay for an hour. */
  @Test
  void aReaderWhoIsOvertakenLeavesNoOldCopy() {
    store.put(metadata(SEA, "blue"));
    var overtaken =
        new CacheAsideWithEvents(
            new MetadataStore() {
              @Override
              public Optional<ObjectMetadata> find(ObjectId id) {
                Optional<ObjectMetadata> old = store.find(id);
                store.put(metadata(SEA, "red"));
                events.accept(event("ObjectCreated:Put", "0A01"));
                return old;
              }

              @Override
              public Revalidation revalidate(ObjectMetadata copy) {
                return store.revalidate(copy);
              }
            },
            cache,
            clock);

    assertThat(overtaken.find(SEA)).contains(metadata(SEA, "blue"));

    assertThat(objects.find(SEA)).contains(metadata(SEA, "red"));
  }

  @Test
  void aStormOfOldEventsCostsNoHits() {
    store.put(metadata(SEA, "blue"));
    events.accept(event("ObjectCreated:Put", "0A09"));
    objects.find(SEA);

    for (int i = 0; i < 9; i++) {
      events.accept(event("ObjectCreated:Put", "0A0" + i));
      objects.find(SEA);
    }

    assertThat(objects.stats()).isEqualTo(new CacheStats(9, 1));
    assertThat(events.taken()).isEqualTo(1);
    assertThat(events.late()).isEqualTo(9);
  }

  @Test
  void theEventOfAVersionTakesItsCopyAwayAsWell() {
    ObjectId version = SEA.withVersion("v1");
    store.put(metadata(version, "blue"));
    objects.find(version);
    store.objects.clear();

    events.accept(
        event("ObjectRemoved:Delete", "0A01").replace("\"key\"", "\"versionId\":\"v1\",\"key\""));

    assertThat(objects.find(version)).isEmpty();
  }

  @Test
  void aRefusalIsNeverRemembered() {
    store.failWith(new StoreAccessDeniedException("403", null));
    assertThatThrownBy(() -> objects.find(SEA)).isInstanceOf(StoreAccessDeniedException.class);
    store.failWith(null);
    store.put(metadata(SEA, "blue"));

    assertThat(objects.find(SEA)).contains(metadata(SEA, "blue"));
  }

  /** The queue then delivers the notification again; swallowed, the change would be lost. */
  @Test
  void whenTheCacheIsDownTheNotificationIsNotTaken() {
    cache.failWith(new IllegalStateException("down"));

    assertThatThrownBy(() -> events.accept(event("ObjectCreated:Put", "0A01")))
        .isInstanceOf(IllegalStateException.class);
  }
}
