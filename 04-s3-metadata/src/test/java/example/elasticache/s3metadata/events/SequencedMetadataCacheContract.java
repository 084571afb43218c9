package example.elasticache.s3metadata.events;

import static example.elasticache.s3metadata.Examples.NOON;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.s3metadata.CachedMetadata.Absent;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.CachedMetadata.Unknown;
import example.elasticache.s3metadata.Examples;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.events.SequencedMetadataCache.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SequencedMetadataCache} does, the fake and the real one alike. */
public interface SequencedMetadataCacheContract {
  Present BLUE = new Present(metadata(SEA, "blue"), NOON);
  Present RED = new Present(metadata(SEA, "red"), NOON);
  Lifetimes SHORT = new Lifetimes(Duration.ofMillis(900), Duration.ofMillis(300));
  Sequencer FIRST = new Sequencer("0A01");
  Sequencer SECOND = new Sequencer("0A02");

  /** Returns an empty cache with these times to live. */
  SequencedMetadataCache sequenced(Lifetimes lifetimes);

  /** Lets this time pass, by turning a clock or by waiting. */
  void letPass(Duration time) throws InterruptedException;

  default SequencedMetadataCache sequenced() {
    return sequenced(Lifetimes.defaults());
  }

  @Test
  default void anEmptyCacheKnowsNothingAndCanBeFilled() {
    SequencedMetadataCache cache = sequenced();
    assertThat(cache.look(SEA)).isEqualTo(new Look(new Unknown(), Mark.NONE));

    assertThat(cache.fill(BLUE, Mark.NONE)).isTrue();

    assertThat(cache.look(SEA)).isEqualTo(new Look(BLUE, Mark.NONE));
    assertThat(cache.look(id("other")).known()).isEqualTo(new Unknown());
  }

  @Test
  default void everyFieldComesBackBehindAMark() {
    SequencedMetadataCache cache = sequenced();
    ObjectId version = SEA.withVersion("v1");
    var copy = new Present(Examples.full(version), NOON.plusNanos(123_456_789));
    cache.invalidate(version, FIRST);

    cache.fill(copy, cache.look(version).mark());

    assertThat(cache.look(version).known()).isEqualTo(copy);
  }

  @Test
  default void anAbsenceIsRememberedForAShorterTime() throws InterruptedException {
    SequencedMetadataCache cache = sequenced(SHORT);
    cache.fillAbsent(SEA, Mark.NONE);
    assertThat(cache.look(SEA).known()).isEqualTo(new Absent());

    letPass(Duration.ofMillis(310));

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());
  }

  @Test
  default void aCopyAndWhatAChangeLeavesExpire() throws InterruptedException {
    SequencedMetadataCache cache = sequenced(SHORT);
    cache.fill(BLUE, Mark.NONE);
    cache.invalidate(id("other"), FIRST);

    letPass(Duration.ofMillis(1_000));

    assertThat(cache.look(SEA)).isEqualTo(new Look(new Unknown(), Mark.NONE));
    assertThat(cache.look(id("other")).mark()).isEqualTo(Mark.NONE);
  }

  @Test
  default void aChangeTakesTheCopyAway() {
    SequencedMetadataCache cache = sequenced();
    cache.fill(BLUE, Mark.NONE);

    assertThat(cache.invalidate(SEA, FIRST)).isTrue();

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());
  }

  @Test
  default void aChangeTakesAnAbsenceAway() {
    SequencedMetadataCache cache = sequenced();
    cache.fillAbsent(SEA, Mark.NONE);

    cache.invalidate(SEA, FIRST);

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());
  }

  /** The stale fill: looked, loaded the old state, was overtaken, and fills last. */
  @Test
  default void anOvertakenReaderFillsNothing() {
    SequencedMetadataCache cache = sequenced();
    Mark before = cache.look(SEA).mark();
    cache.invalidate(SEA, FIRST);

    assertThat(cache.fill(BLUE, before)).isFalse();
    assertThat(cache.fillAbsent(SEA, before)).isFalse();

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());
  }

  @Test
  default void aReaderWhoLookedAfterTheChangeFills() {
    SequencedMetadataCache cache = sequenced();
    cache.invalidate(SEA, FIRST);

    assertThat(cache.fill(RED, cache.look(SEA).mark())).isTrue();

    assertThat(cache.look(SEA).known()).isEqualTo(RED);
  }

  @Test
  default void theSameChangeAgainChangesNothing() {
    SequencedMetadataCache cache = sequenced();
    cache.invalidate(SEA, FIRST);
    cache.fill(RED, cache.look(SEA).mark());

    assertThat(cache.invalidate(SEA, FIRST)).isFalse();

    assertThat(cache.look(SEA).known()).isEqualTo(RED);
  }

  @Test
  default void anOlderChangeThatComesLateChangesNothing() {
    SequencedMetadataCache cache = sequenced();
    cache.invalidate(SEA, SECOND);
    cache.fill(RED, cache.look(SEA).mark());

    assertThat(cache.invalidate(SEA, FIRST)).isFalse();

    assertThat(cache.look(SEA).known()).isEqualTo(RED);
  }

  @Test
  default void aChangeWithoutAPlaceInTheOrderAlwaysCounts() {
    SequencedMetadataCache cache = sequenced();
    cache.invalidate(SEA, SECOND);
    Mark before = cache.look(SEA).mark();
    cache.fill(RED, before);

    assertThat(cache.invalidate(SEA, Sequencer.NONE)).isTrue();

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());
    assertThat(cache.fill(RED, before)).isFalse();
    assertThat(cache.invalidate(SEA, SECOND)).isFalse();
    assertThat(cache.fill(RED, cache.look(SEA).mark())).isTrue();
  }

  @Test
  default void onAnEmptyCacheItCountsAsWell() {
    SequencedMetadataCache cache = sequenced();
    Mark before = cache.look(SEA).mark();

    cache.invalidate(SEA, Sequencer.NONE);

    assertThat(cache.fill(BLUE, before)).isFalse();
  }

  @Test
  default void aRenewedCopyLivesNoLongerAndHasTheTimeOfTheCheck() throws InterruptedException {
    SequencedMetadataCache cache = sequenced(SHORT);
    cache.fill(BLUE, Mark.NONE);
    letPass(Duration.ofMillis(400));
    var confirmed = new Present(BLUE.metadata(), NOON.plusSeconds(1));

    assertThat(cache.renew(confirmed, Mark.NONE)).isTrue();
    assertThat(cache.look(SEA).known()).isEqualTo(confirmed);
    letPass(Duration.ofMillis(600));

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());
  }

  @Test
  default void whatIsGoneOrChangedIsNotBroughtBackByRenewing() {
    SequencedMetadataCache cache = sequenced();
    assertThat(cache.renew(BLUE, Mark.NONE)).isFalse();
    cache.fill(BLUE, Mark.NONE);
    cache.invalidate(SEA, FIRST);

    assertThat(cache.renew(BLUE, Mark.NONE)).isFalse();

    assertThat(cache.look(SEA).known()).isEqualTo(new Unknown());
  }

  @Test
  default void manyAreLookedAtTogether() {
    SequencedMetadataCache cache = sequenced();
    List<ObjectId> ids = IntStream.range(0, 250).mapToObj(i -> id("photo-" + i)).toList();
    cache.fill(new Present(metadata(ids.get(7), "7"), NOON), Mark.NONE);
    cache.fillAbsent(ids.get(120), Mark.NONE);
    cache.invalidate(ids.get(249), FIRST);

    List<Look> looks = cache.lookAll(ids);

    assertThat(looks).isEqualTo(ids.stream().map(cache::look).toList());
    assertThat(looks.get(7).known()).isInstanceOf(Present.class);
    assertThat(looks.get(120).known()).isEqualTo(new Absent());
    assertThat(looks.get(249).mark()).isEqualTo(new Mark(FIRST.digits()));
    assertThat(cache.lookAll(List.of())).isEmpty();
  }

  /** At least once, and in any order: what counts in the end is the last change. */
  @Test
  default void shuffledAndDoubledChangesEndInTheLastOne() {
    SequencedMetadataCache cache = sequenced();
    var random = new Random(8);
    int objects = 20;
    List<int[]> changes = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      changes.add(new int[] {i % objects, i});
      changes.add(new int[] {i % objects, i});
    }
    Collections.shuffle(changes, random);
    int[] last = new int[objects];
    long news = 0;
    for (int[] change : changes) {
      boolean later = change[1] > last[change[0]] || last[change[0]] == 0 && change[1] == 0;
      last[change[0]] = Math.max(last[change[0]], change[1]);
      ObjectId id = id("object-" + change[0]);
      boolean isNews = cache.invalidate(id, sequencer(change[1]));
      if (later && isNews) {
        news++;
        cache.fill(new Present(metadata(id, "after " + change[1]), NOON), cache.look(id).mark());
      }
      assertThat(isNews).as("change %s of object %s", change[1], change[0]).isEqualTo(later);
    }

    assertThat(news).isGreaterThan(objects);
    for (int object = 0; object < objects; object++) {
      ObjectId id = id("object-" + object);
      int lastChange = 5_000 - objects + object;
      assertThat(cache.look(id))
          .isEqualTo(
              new Look(
                  new Present(metadata(id, "after " + lastChange), NOON),
                  new Mark(sequencer(lastChange).digits())));
    }
  }

  private static Sequencer sequencer(int change) {
    return new Sequencer("%08X1".formatted(change));
  }
}
