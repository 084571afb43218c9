package example.elasticache.s3metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LifetimesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void anAbsenceIsNeverBelievedForLong() {
    assertThat(new Lifetimes(HOUR, Duration.ofSeconds(10)).absent()).hasSeconds(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lifetimes(HOUR, Duration.ofSeconds(10).plusMillis(1)))
        .withMessageContaining("absence");
  }

  @Test
  void nothingLivesForNoTimeOrForEver() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lifetimes(Duration.ZERO, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lifetimes(Duration.ofDays(8), Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lifetimes(HOUR, Duration.ofSeconds(-1)));
  }

  @Test
  void copiesMadeTogetherDoNotExpireTogether() {
    long[] drawn =
        LongStream.generate(Lifetimes.defaults()::nextPresentMillis).limit(200).toArray();

    assertThat(LongStream.of(drawn)).allMatch(millis -> millis >= 3_240_000 && millis <= 3_960_000);
    assertThat(LongStream.of(drawn).min().getAsLong()).isLessThan(3_500_000);
    assertThat(LongStream.of(drawn).max().getAsLong()).isGreaterThan(3_700_000);
  }
}
