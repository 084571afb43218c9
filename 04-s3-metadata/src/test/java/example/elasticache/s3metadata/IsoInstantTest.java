package example.elasticache.s3metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantTest {

  @Test
  void whateverAnInstantWritesIsRead() {
    var random = new Random(4);
    long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    long end = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int i = 0; i < 20_000; i++) {
      int nanos = random.nextInt(1_000_000_000);
      int[] fractions = {0, nanos, nanos / 1_000 * 1_000, nanos / 1_000_000 * 1_000_000};
      Instant instant =
          Instant.ofEpochSecond(random.nextLong(first, end), fractions[i % fractions.length]);

      assertThat(IsoInstant.parse(instant.toString())).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-25T12:00:00.5Z", "2026-11-25T12:00:00.123456789Z"})
  void aFractionOfAnyLengthIsRead(String text) {
    assertThat(IsoInstant.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-25",
        "2026-11-25T12:00:00",
        "2026-11-25T12:00:00.Z",
        "2026-11-25T12:00:00z",
        "2026-11-25 12:00:00Z",
        "2026-11-25T12:00:00+00:00",
        "2026-11-25T12:00:00.1234567890Z",
        "2026-13-25T12:00:00Z",
        "2026-02-30T12:00:00Z",
        "2026-11-25T24:00:00Z",
        "2026-11-25T12:00:60Z",
        "2026-11-25T+1:00:00Z",
        "2026-11-25T12:00:0xZ",
        "２０２６-11-25T12:00:00Z",
        "2026-11-25T12:00:00.-5Z",
        "+10000-01-01T00:00:00Z"
      })
  void whateverElseIsRefused(String text) {
    assertThatThrownBy(() -> IsoInstant.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
