package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {
  private static final Expiry AN_HOUR = Expiry.after(Duration.ofHours(1));

  @Test
  void withoutJitterEveryCopyLivesEquallyLong() {
    assertThat(IntStream.range(0, 100).mapToObj(i -> AN_HOUR.next()))
        .containsOnly(Duration.ofHours(1));
  }

  @Test
  void jitterStaysWithinItsBandAndFillsIt() {
    Expiry expiry = AN_HOUR.withJitter(0.1, new Random(1));

    var seconds = IntStream.range(0, 10_000).mapToLong(i -> expiry.next().toSeconds());
    var summary = seconds.summaryStatistics();

    assertThat(summary.getMin()).isBetween(3_240L, 3_250L);
    assertThat(summary.getMax()).isBetween(3_950L, 3_960L);
    assertThat(summary.getAverage()).isBetween(3_590.0, 3_610.0);
  }

  @Test
  void ofTenThousandCopiesMadeTogetherNoSecondLosesMoreThanThreePercent() {
    Expiry expiry = AN_HOUR.withJitter(0.1, new Random(2));

    var perSecond =
        IntStream.range(0, 10_000)
            .mapToObj(i -> expiry.next().toSeconds())
            .collect(Collectors.groupingBy(second -> second, Collectors.counting()));

    assertThat(perSecond.values()).allMatch(copies -> copies <= 300);
  }

  @Test
  void refusesATimeThatAnEngineWouldMisread() {
    for (Duration time :
        new Duration[] {
          Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(999), Duration.ofDays(31)
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Expiry.after(time))
          .withMessageContaining("1 second to 30 days")
          .withMessageContaining(time.toString());
    }
  }

  @Test
  void refusesASpreadOutsideItsRange() {
    for (double spread : new double[] {-0.1, 1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AN_HOUR.withJitter(spread))
          .withMessageContaining("0 to less than 1");
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0, 900", "0.5, 1000", "1.0, 1100"})
  void theBandReachesFromTheShareBelowToTheShareAbove(double drawn, long millis) {
    var expiry = Expiry.after(Duration.ofSeconds(1)).withJitter(0.1, fixed(drawn));

    assertThat(expiry.next()).isEqualTo(Duration.ofMillis(millis));
  }

  private static RandomGenerator fixed(double value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new AssertionError();
      }

      @Override
      public double nextDouble() {
        return value;
      }
    };
  }

  @Test
  void theShortestAndTheLongestAreAllowed() {
    assertThat(Expiry.after(Duration.ofSeconds(1)).next()).isEqualTo(Duration.ofSeconds(1));
    assertThat(Expiry.after(Duration.ofDays(30)).next()).isEqualTo(Duration.ofDays(30));
    assertThat(Expiry.after(Duration.ofSeconds(1)).withJitter(0).next())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void itsTextNamesTimeAndSpread() {
    assertThat(Expiry.after(Duration.ofHours(1))).hasToString("PT1H");
    assertThat(Expiry.after(Duration.ofHours(1)).withJitter(0.1)).hasToString("PT1H ± 10 %");
  }
}
