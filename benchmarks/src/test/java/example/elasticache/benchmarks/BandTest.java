package example.elasticache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BandTest {
  private static final double[] SAMPLES = {5, 1, 4, 11, 2, 10, 3, 9, 6, 8, 7};

  @Test
  void aBandLeavesOutTheLowestAndTheHighestTenth() {
    assertThat(Band.of(SAMPLES)).isEqualTo(new Band(6, 2, 10));
  }

  @Test
  void aBandWithExtremesLeavesOutNothing() {
    assertThat(Band.withExtremes(SAMPLES)).isEqualTo(new Band(6, 1, 11));
  }

  @Test
  void theWorstIsTheLargestSample() {
    assertThat(Band.ofWorst(SAMPLES)).isEqualTo(new Band(11, 1, 11));
  }

  @Test
  void aQuantileBetweenTwoSamplesIsTheirMix() {
    assertThat(Band.quantile(new double[] {10, 20}, 0.25)).isEqualTo(12.5);
  }

  @Test
  void oneSampleIsTheWholeBand() {
    assertThat(Band.of(new double[] {3})).isEqualTo(new Band(3, 3, 3));
  }

  @Test
  void samplesAreNotReordered() {
    double[] samples = {2, 1};

    Band.of(samples);

    assertThat(samples).containsExactly(2, 1);
  }

  @Test
  void noSamplesMakeNoBand() {
    assertThatIllegalArgumentException().isThrownBy(() -> Band.of(new double[0]));
  }
}
