package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.NOON;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.s3metadata.CachedMetadata.Absent;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.CachedMetadata.Unknown;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link MetadataCache} does, the fake and the real one alike. */
public interface MetadataCacheContract {
  Present COPY = new Present(metadata(SEA, "blue"), NOON);
  Lifetimes SHORT = new Lifetimes(Duration.ofMillis(900), Duration.ofMillis(300));

  /** Returns an empty cache with these times to live. */
  MetadataCache cache(Lifetimes lifetimes);

  /** Lets this time pass, by turning a clock or by waiting. */
  void letPass(Duration time) throws InterruptedException;

  default MetadataCache cache() {
    return cache(Lifetimes.defaults());
  }

  @Test
  default void anEmptyCacheKnowsNothing() {
    assertThat(cache().find(SEA)).isEqualTo(new Unknown());
  }

  @Test
  default void whatWasPutIsFoundUnderItsIdOnly() {
    MetadataCache cache = cache();

    cache.put(COPY);

    assertThat(cache.find(SEA)).isEqualTo(COPY);
    assertThat(cache.find(SEA.withVersion("null"))).isEqualTo(new Unknown());
    assertThat(cache.find(id("sea.jpg2"))).isEqualTo(new Unknown());
    assertThat(cache.find(ObjectId.current("999999999999", Examples.BUCKET, SEA.key())))
        .isEqualTo(new Unknown());
  }

  @Test
  default void everyFieldComesBackAsItWas() {
    MetadataCache cache = cache();
    var copy = new Present(Examples.full(SEA.withVersion("v1")), NOON.plusNanos(123_456_789));

    cache.put(copy);

    assertThat(cache.find(SEA.withVersion("v1"))).isEqualTo(copy);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a\r\nDEL b", "{x}", "日本語", "a:b", "\0", "../..", "a//b", "\"", "%"})
  default void everyKeyHasAPlaceOfItsOwn(String key) {
    MetadataCache cache = cache();
    var copy = new Present(metadata(id(key), "x"), NOON);

    cache.put(copy);

    assertThat(cache.find(id(key))).isEqualTo(copy);
  }

  @Test
  default void anAbsenceIsRememberedForAShorterTime() throws InterruptedException {
    MetadataCache cache = cache(SHORT);
    cache.putAbsent(SEA);
    assertThat(cache.find(SEA)).isEqualTo(new Absent());

    letPass(Duration.ofMillis(310));

    assertThat(cache.find(SEA)).isEqualTo(new Unknown());
  }

  @Test
  default void aCopyExpires() throws InterruptedException {
    MetadataCache cache = cache(SHORT);
    cache.put(COPY);

    letPass(Duration.ofMillis(1_000));

    assertThat(cache.find(SEA)).isEqualTo(new Unknown());
  }

  @Test
  default void aCopyReplacesAnAbsenceAndTheOtherWayRound() {
    MetadataCache cache = cache();
    cache.putAbsent(SEA);

    cache.put(COPY);
    assertThat(cache.find(SEA)).isEqualTo(COPY);
    cache.putAbsent(SEA);

    assertThat(cache.find(SEA)).isEqualTo(new Absent());
  }

  @Test
  default void aRenewedCopyLivesNoLonger() throws InterruptedException {
    MetadataCache cache = cache(SHORT);
    cache.put(COPY);
    letPass(Duration.ofMillis(500));
    var confirmed = new Present(COPY.metadata(), NOON.plusSeconds(1));

    cache.renew(confirmed);
    letPass(Duration.ofMillis(500));

    assertThat(cache.find(SEA)).isEqualTo(new Unknown());
  }

  @Test
  default void renewingKeepsTheNewTimeOfTheCheck() {
    MetadataCache cache = cache();
    cache.put(COPY);
    var confirmed = new Present(COPY.metadata(), NOON.plusSeconds(1));

    cache.renew(confirmed);

    assertThat(cache.find(SEA)).isEqualTo(confirmed);
  }

  @Test
  default void whatIsGoneIsNotBroughtBackByRenewing() {
    MetadataCache cache = cache();

    cache.renew(COPY);

    assertThat(cache.find(SEA)).isEqualTo(new Unknown());
  }

  @Test
  default void whatWasEvictedIsForgotten() {
    MetadataCache cache = cache();
    cache.put(COPY);

    cache.evict(SEA);

    assertThat(cache.find(SEA)).isEqualTo(new Unknown());
    cache.evict(SEA);
  }
}
