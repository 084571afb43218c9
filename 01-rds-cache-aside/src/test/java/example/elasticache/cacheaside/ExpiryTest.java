package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
}
