package example.elasticache.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {

  /** ASVS 7.2.3. */
  @Test
  void aMillionIdsAreDifferentAndEachBitIsSetInHalfOfThem() {
    int count = 1_000_000;
    Set<String> seen = new HashSet<>();
    int[] set = new int[256];
    for (int i = 0; i < count; i++) {
      String value = SessionId.create().value();
      seen.add(value);
      countBits(value, set);
    }

    assertThat(seen).hasSize(count);
    assertThat(IntStream.of(set).mapToObj(times -> times / (double) count))
        .allSatisfy(share -> assertThat(share).isBetween(0.497, 0.503));
  }

  /** Choosing among random ids must not make them less random, but for the choice of the shard. */
  @Test
  void anIdThatWasDrawnForAShardIsAsRandomAsAnother() {
    int count = 3_000;
    int[] set = new int[256];
    for (int i = 0; i < count; i++) {
      SessionId id = SessionId.createIn("3f");
      assertThat(id.shard()).isEqualTo("3f");
      countBits(id.value(), set);
    }

    // Five standard deviations, over 256 bits.
    assertThat(IntStream.of(set).mapToObj(times -> times / (double) count))
        .allSatisfy(share -> assertThat(share).isBetween(0.45, 0.55));
  }

  private static void countBits(String value, int[] set) {
    byte[] bytes = Base64.getUrlDecoder().decode(value);
    for (int bit = 0; bit < 256; bit++) {
      set[bit] += bytes[bit / 8] >> (bit % 8) & 1;
    }
  }

  @Test
  void theValueHasFortyThreeCharactersAndIsRecognised() {
    SessionId id = SessionId.create();

    assertThat(id.value()).matches("[A-Za-z0-9_-]{43}");
    assertThat(Base64.getUrlDecoder().decode(id.value())).hasSize(32);
    assertThat(SessionId.parse(id.value())).contains(id);
    assertThat(SessionId.parse(id.value()).orElseThrow()).hasSameHashCodeAs(id);
    assertThat(SessionId.create()).isNotEqualTo(id);
  }

  /** A text with other unused bits at its end would be a second name of the same 32 bytes. */
  @Test
  void eachIdHasOneSpelling() {
    String value = "A".repeat(42);

    List<Character> last =
        IntStream.rangeClosed(0, 127)
            .mapToObj(c -> (char) c)
            .filter(c -> SessionId.parse(value + c).isPresent())
            .toList();

    assertThat(last).hasSize(16);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+A",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA{A",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
        "５AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void anythingElseIsNoId(String text) {
    assertThat(SessionId.parse(text)).isEmpty();
  }

  /** ASVS 16.2.5: a log may hold what stands for the id, and not the id. */
  @Test
  void itsTextGivesNothingAwayAndIsAlwaysTheSame() {
    SessionId id = SessionId.create();

    assertThat(id.toString()).isEqualTo("SessionId[" + id.label() + "]");
    assertThat(id.label()).hasSize(8);
    assertThat(id.toString()).doesNotContain(id.value().substring(0, 6));
    assertThat(id.hash()).doesNotContain(id.label());
    assertThat(SessionId.parse(id.value()).orElseThrow()).hasToString(id.toString());
  }

  /** ASVS 11.5.1: "UUIDs do not respect this condition". */
  @Test
  void nothingHereDrawsFromAnInsecureSource() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
      List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();

      assertThat(classes).hasSizeGreaterThan(20);
      assertThat(classes)
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .doesNotContain("java/util/UUID")
                      .doesNotContain("java/util/Random"));
    }
  }
}
