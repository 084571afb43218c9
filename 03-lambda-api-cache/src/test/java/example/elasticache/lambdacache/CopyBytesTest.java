package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CopyBytesTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_795_597_200_000L);
  private static final Duration LONGEST = Duration.ofHours(25);
  private static final String KEY = "api_answer:v1:{products:7:currency=EUR}";
  private static final String TIMES =
      NOW.plusSeconds(3600).toEpochMilli() + " " + NOW.plusSeconds(7200).toEpochMilli();

  private static Found read(byte[] bytes) {
    return CopyBytes.read(KEY.getBytes(UTF_8), bytes, NOW, LONGEST);
  }

  private static Copy copy(int status, String json) throws IOException {
    return new Copy(
        status, EscapedJson.of(json.getBytes(UTF_8)), NOW.plusSeconds(3600), NOW.plusSeconds(7200));
  }

  @Test
  void aCopyComesBackAsItWas() throws IOException {
    for (Copy copy :
        new Copy[] {
          copy(200, "{\"name\":\"マグ \\\"7\\\"\\n\"}"), copy(404, "{}"), copy(200, "[1, 2]")
        }) {
      assertThat(read(CopyBytes.of(KEY, copy))).isEqualTo(copy);
    }
  }

  @Test
  void aMarkToPassOnComesBackUntilItsTime() {
    byte[] mark = CopyBytes.ofPassOn(KEY, NOW.plusSeconds(30));

    assertThat(read(mark)).isEqualTo(new Found.PassOn());
    assertThat(CopyBytes.read(KEY.getBytes(UTF_8), mark, NOW.plusSeconds(30), LONGEST))
        .isEqualTo(new Found.Nothing());
  }

  /** What an attacker, a mistake or an older program might have written under our key. */
  static Stream<String> hostile() {
    long late = NOW.plus(LONGEST).plusSeconds(120).toEpochMilli();
    return Stream.of(
        "",
        "1",
        "1 ",
        "hello",
        "null",
        "{\"statusCode\":200}",
        "\u00ac\u00ed\u0000\u0005sr\u0000\u0011java.util.HashMap",
        "2 200 " + TIMES + " " + KEY + "\n{}",
        "1 200 " + TIMES + " " + KEY,
        "1 200 " + TIMES + " " + KEY + " \n{}",
        "1 200 " + TIMES + " " + KEY.replace("7", "8") + "\n{}",
        "1 200 " + TIMES + " " + KEY.toUpperCase() + "\n{}",
        "1 200 " + TIMES + "  " + KEY + "\n{}",
        "1 301 " + TIMES + " " + KEY + "\n{}",
        "1 500 " + TIMES + " " + KEY + "\n{}",
        "1 0 " + TIMES + " " + KEY + "\n{}",
        "1 -200 " + TIMES + " " + KEY + "\n{}",
        "1 200x " + TIMES + " " + KEY + "\n{}",
        "1 99999999999999999999200 " + TIMES + " " + KEY + "\n{}",
        "1 200 " + late + " " + late + " " + KEY + "\n{}",
        "1 200 1 " + late + " " + KEY + "\n{}",
        "1 200 " + TIMES.split(" ")[1] + " " + TIMES.split(" ")[0] + " " + KEY + "\n{}",
        "1 200 9999999999999 9999999999999 " + KEY + "\n{}",
        "1 200 x y " + KEY + "\n{}",
        "1 200 " + TIMES + " " + KEY + "\n{\"name\":\"Mug\"}",
        "1 200 " + TIMES + " " + KEY + "\n\",\"headers\":{\"Set-Cookie\":\"a=b\"},\"x\":\"",
        "1 200 " + TIMES + " " + KEY + "\n{}\\",
        "1 200 " + TIMES + " " + KEY + "\n{}\n",
        "1 200 " + TIMES + " " + KEY + "\n\u0000",
        "1 200 " + TIMES + " " + KEY + "\n\u00e9",
        "1 200 " + TIMES + " " + KEY + "\n" + "x".repeat(600_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatIsNoCopyOfThisCallIsNothing(String content) {
    assertThat(read(content.getBytes(ISO_8859_1))).isEqualTo(new Found.Nothing());
  }

  @Test
  void nothingIsNothing() {
    assertThat(read(null)).isEqualTo(new Found.Nothing());
  }

  @Test
  void aTruncatedCopyIsNothingOrAShorterText() throws IOException {
    byte[] whole = CopyBytes.of(KEY, copy(200, "{\"name\":\"Mug\"}"));
    int body = new String(whole, UTF_8).indexOf('\n') + 1;
    for (int length = 0; length < body; length++) {
      assertThat(read(Arrays.copyOf(whole, length))).isEqualTo(new Found.Nothing());
    }
  }

  @Test
  void noBytesMakeItThrow() throws IOException {
    var random = new Random(7);
    byte[] whole = CopyBytes.of(KEY, copy(200, "{\"name\":\"Mug\"}"));
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 4));
      for (int j = random.nextInt(4); j > 0 && bytes.length > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (read(bytes) instanceof Copy copy) {
        copy.body().unescaped();
      }
    }
  }
}
