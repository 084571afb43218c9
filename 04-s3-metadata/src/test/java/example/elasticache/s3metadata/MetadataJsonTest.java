package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.NOON;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.full;
import static example.elasticache.s3metadata.Examples.id;
import static example.elasticache.s3metadata.Examples.metadata;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.CachedMetadata.Unknown;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataJsonTest {

  private static CachedMetadata read(ObjectId id, String json) {
    return MetadataJson.read(id, json.getBytes(UTF_8), 0);
  }

  private static String text(Present copy) {
    return new String(MetadataJson.write(copy), UTF_8);
  }

  @Test
  void datesAreIsoTexts() {
    assertThat(text(new Present(full(SEA), NOON)))
        .contains("\"checkedAt\":\"2026-11-25T12:00:00Z\"")
        .contains("\"modified\":\"2026-02-28T23:59:59Z\"")
        .contains("\"retainUntil\":\"2030-01-01T00:00:00.123Z\"");
  }

  @Test
  void whatS3DidNotSayTakesNoPlace() {
    assertThat(text(new Present(metadata(SEA, "blue"), NOON)))
        .doesNotContain("null", "encryption\":{\"", "checksumType")
        .hasSizeLessThan(300);
  }

  @Test
  void everyFieldComesBackAsItWas() {
    var copy = new Present(full(SEA.withVersion("v")), NOON);

    assertThat(read(SEA.withVersion("v"), text(copy))).isEqualTo(copy);
  }

  @Test
  void twoKilobytesOfUserMetadataComeBack() {
    Map<String, String> user = new TreeMap<>();
    for (int i = 0; i < 75; i++) {
      user.put("name-" + i, "\u0001\"海".repeat(4));
    }
    // As S3 counts it, and as much as it takes.
    assertThat(
            user.entrySet().stream().mapToInt(e -> bytes(e.getKey()) + bytes(e.getValue())).sum())
        .isBetween(2_000, 2_048);
    ObjectMetadata m = full(SEA);
    var copy =
        new Present(
            new ObjectMetadata(
                m.id(),
                m.version(),
                m.eTag(),
                m.contentLength(),
                m.lastModified(),
                m.content(),
                user,
                m.checksums(),
                m.checksumType(),
                m.storage(),
                m.encryption(),
                m.lock()),
            NOON);

    assertThat(read(SEA, text(copy))).isEqualTo(copy);
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  @Test
  void whatComesBeforeTheOffsetIsNotRead() {
    var copy = new Present(metadata(SEA, "blue"), NOON);

    assertThat(MetadataJson.read(SEA, ("0A\n" + text(copy)).getBytes(UTF_8), 3)).isEqualTo(copy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.jpg", "SEA.jpg", "sea.jpg "})
  void anotherObjectsMetadataIsNotRead(String key) {
    assertThat(read(id(key), text(new Present(full(SEA), NOON)))).isEqualTo(new Unknown());
  }

  @Test
  void anotherVersionsMetadataIsNotRead() {
    assertThat(read(SEA.withVersion("v"), text(new Present(full(SEA), NOON))))
        .isEqualTo(new Unknown());
  }

  @Test
  void aFieldOfANewerProgramIsPassedOver() {
    var copy = new Present(metadata(SEA, "blue"), NOON);

    assertThat(read(SEA, text(copy).replaceFirst("\\{", "{\"new\":[1],"))).isEqualTo(copy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "-",
        "{}",
        "[]",
        "1",
        "\"x\"",
        "{\"owner\":\"111122223333\"}",
        "{",
        "\u0000",
        "[[[[[[[[[[[[",
        "{\"owner\":1}",
        "{\"length\":\"1\"}",
        "\ufeff{}"
      })
  void whatIsNoMetadataIsUnknown(String rubbish) {
    assertThat(read(SEA, rubbish)).isEqualTo(new Unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"length\":4=>\"length\":null",
        "\"length\":4=>\"length\":-1",
        "\"length\":4=>\"length\":4.5",
        "\"length\":4=>\"length\":99999999999999999999",
        "\"length\":4=>\"length\":4,\"length\":4",
        "\"modified\":\"2026-11-25T12:00:00Z\"=>\"modified\":null",
        "\"modified\":\"2026-11-25T12:00:00Z\"=>\"modified\":\"yesterday\"",
        "\"checkedAt\":\"2026-11-25T12:00:00Z\",=>",
        "\"lock\":{}=>\"lock\":null",
        "}}=>}}x"
      })
  void nearlyMetadataIsUnknownToo(String change) {
    String[] fromTo = change.split("=>", -1);
    String json = text(new Present(metadata(SEA, "blue"), NOON));
    assertThat(json).contains(fromTo[0]);

    assertThat(read(SEA, json.replace(fromTo[0], fromTo[1]))).isEqualTo(new Unknown());
  }

  /** No byte that changes on the way makes an exception, or another object's metadata. */
  @Test
  void brokenBytesNeverThrow() {
    byte[] good = MetadataJson.write(new Present(full(SEA), NOON));
    var random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      byte[] broken =
          Arrays.copyOf(good, random.nextInt(10) == 0 ? random.nextInt(good.length) : good.length);
      for (int n = random.nextInt(4); n >= 0 && broken.length > 0; n--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      if (MetadataJson.read(SEA, broken, 0) instanceof Present copy) {
        assertThat(copy.metadata().id()).isEqualTo(SEA);
      }
    }
  }
}
