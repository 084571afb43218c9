package example.elasticache.s3metadata.freshness;

import static example.elasticache.s3metadata.Examples.NOON;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import example.elasticache.s3metadata.CachedMetadata.Present;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshnessTest {
  private static final Freshness FRESHNESS = Freshness.defaults();
  private static final Present COPY = new Present(metadata(SEA, "blue"), NOON);

  @Test
  void aCopyIsFreshForAMinute() {
    assertThat(FRESHNESS.isFresh(COPY, NOON)).isTrue();
    assertThat(FRESHNESS.isFresh(COPY, NOON.plusMillis(59_999))).isTrue();
    assertThat(FRESHNESS.isFresh(COPY, NOON.plusSeconds(60))).isFalse();
  }

  @Test
  void aCopyHelpsOutForTenMinutes() {
    assertThat(FRESHNESS.helpsOut(COPY, NOON.plusSeconds(599))).isTrue();
    assertThat(FRESHNESS.helpsOut(COPY, NOON.plusSeconds(600))).isFalse();
  }

  /** Else a machine whose clock is an hour ahead would leave copies that are fresh for an hour. */
  @Test
  void aCopyFromTheFutureIsNoFresherThanOneFromThePast() {
    assertThat(FRESHNESS.isFresh(COPY, NOON.minusSeconds(59))).isTrue();
    assertThat(FRESHNESS.isFresh(COPY, NOON.minusSeconds(60))).isFalse();
    assertThat(FRESHNESS.helpsOut(COPY, NOON.minusSeconds(600))).isFalse();
  }

  @Test
  void noTimeAtAllMeansNever() {
    var strict = new Freshness(Duration.ZERO, Duration.ZERO);

    assertThat(strict.isFresh(COPY, NOON)).isFalse();
    assertThat(strict.helpsOut(COPY, NOON)).isFalse();
  }

  @Test
  void nothingIsBelievedForLongerThanAnHour() {
    var hour = Duration.ofHours(1);
    assertThat(new Freshness(hour, hour).fresh()).isEqualTo(hour);
    assertThatIllegalArgumentException().isThrownBy(() -> new Freshness(hour.plusMillis(1), hour));
    assertThatIllegalArgumentException().isThrownBy(() -> new Freshness(hour, hour.plusMillis(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Freshness(Duration.ofMillis(-1), hour));
  }
}
