package example.elasticache.s3metadata.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequencerTest {

  @ParameterizedTest
  @CsvSource({
    "0055AED6DCD90281E5, 0055AED6DCD90281E6",
    "009FF, 0A",
    "00, 0000000000000001",
    "0055aed6dcd90281e5, 0055AED6DCD90281E6",
    "0055AED6DCD90281E5, 0055AED6DCD90281E501",
    "'', 1"
  })
  void theGreaterIsTheLater(String earlier, String later) {
    assertThat(new Sequencer(earlier)).isLessThan(new Sequencer(later));
    assertThat(new Sequencer(later)).isGreaterThan(new Sequencer(earlier));
  }

  @Test
  void zerosOnTheRightMeanNothing() {
    assertThat(new Sequencer("0A00")).isEqualTo(new Sequencer("0a"));
    assertThat(new Sequencer("000")).isEqualTo(Sequencer.NONE);
  }

  /** AWS' own words: fill the shorter one with zeros on its right, then compare as texts. */
  @Test
  void theOrderIsTheOneThatS3Describes() {
    var random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      String one = digits(random);
      String other = digits(random);
      int length = Math.max(one.length(), other.length());

      int expected = padded(one, length).compareTo(padded(other, length));

      assertThat(Integer.signum(new Sequencer(one).compareTo(new Sequencer(other))))
          .as("%s and %s", one, other)
          .isEqualTo(Integer.signum(expected));
    }
  }

  private static String digits(Random random) {
    return random
        .ints(random.nextInt(1, 6), 0, 3)
        .mapToObj("09F"::charAt)
        .map(String::valueOf)
        .reduce("", String::concat);
  }

  private static String padded(String digits, int length) {
    return digits + "0".repeat(length - digits.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"g", " 1", "-1", "0x1", "1|", "1.2", "\n"})
  void whateverElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sequencer(text));
  }

  @Test
  void whatIsFarTooLongIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sequencer("A".repeat(65)));
  }
}
