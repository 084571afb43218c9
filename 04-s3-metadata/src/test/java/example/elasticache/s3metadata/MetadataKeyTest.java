package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.BUCKET;
import static example.elasticache.s3metadata.Examples.OWNER;
import static example.elasticache.s3metadata.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.util.JedisClusterCRC16;

class MetadataKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "\r\nflush_all\r\n", "\0", "{x}", ":", "日本語", "👩‍💻", "\u007f", "../.."})
  void everyObjectGivesAKeyFitForBothEngines(String hostile) {
    assertThat(MetadataKey.of(id(hostile))).matches("s3_metadata:v1:[0-9a-f]{64}");
  }

  @Test
  void theLongestObjectKeyGivesAShortKey() {
    assertThat(MetadataKey.of(id("é".repeat(512)))).hasSize(79);
  }

  /** Objects of their own, which a tidy-minded program takes for one another. */
  @Test
  void noPathIsTidiedUp() {
    List<String> keys =
        List.of(
            "a/b",
            "a//b",
            "a///b",
            "/a/b",
            "//a/b",
            "./a/b",
            "a/./b",
            "a/../b",
            "a/b/",
            "a/b//",
            "a/b/.",
            "a/b/..",
            "../a/b",
            "a%2Fb",
            "a%2fb",
            "a%252Fb",
            "A/b",
            "a/B",
            "a\\b",
            "a/b ",
            " a/b",
            "a/b+",
            "a/b%20",
            "a/b%2B",
            "é",
            "e\u0301",
            "ﬁ",
            "fi",
            "a/b\0",
            "a/b\n",
            "a/b\r\n",
            "a/b#",
            "a/b?",
            "a/b?versionId=1",
            "%61/b",
            "a/b;x",
            "ａ/b",
            "a:b",
            "a",
            ".",
            "..",
            "...",
            "/",
            "//",
            "null",
            "undefined");

    assertThat(keys.stream().map(key -> MetadataKey.of(id(key)))).doesNotHaveDuplicates();
    assertThat(keys.size() * (keys.size() - 1) / 2).isGreaterThan(30);
  }

  @Test
  void theCurrentObjectIsNoVersionOfIt() {
    assertThat(MetadataKey.of(id("a"))).isNotEqualTo(MetadataKey.of(id("a").withVersion("null")));
  }

  /**
   * Cuts one text at different places: parts that are equal when simply joined. Random pairs would
   * not find the collisions of a simple join; these find them at once.
   */
  @Test
  void aHundredThousandWaysToCutTheSameTextsGiveAsManyKeys() {
    var random = new Random(8);
    int ids = 0;
    while (ids < 100_000) {
      Map<String, ObjectId> seen = new HashMap<>();
      String text =
          random.ints(24, 0, 3).mapToObj(i -> "ab-".substring(i, i + 1)).reduce("", String::concat);
      for (int cut = 0; cut < 50; cut++, ids++) {
        ObjectId id = cut(text, random);
        ObjectId other = seen.putIfAbsent(MetadataKey.of(id), id);
        if (other != null) {
          assertThat(id).isEqualTo(other);
        }
      }
    }
  }

  private static ObjectId cut(String text, Random random) {
    int first = 3 + random.nextInt(8);
    int second = first + 1 + random.nextInt(8);
    String bucket = "x" + text.substring(0, first) + "x";
    ObjectId id = ObjectId.current(OWNER, bucket, text.substring(first, second));
    return random.nextBoolean() ? id : id.withVersion(text.substring(second));
  }

  @Test
  void anotherOwnerIsAnotherKey() {
    assertThat(MetadataKey.of(ObjectId.current("000000000001", BUCKET, "a")))
        .isNotEqualTo(MetadataKey.of(ObjectId.current("000000000002", BUCKET, "a")));
  }

  /** In a plain key, braces of the uploader choose the slot: a thousand objects lie in one. */
  @Test
  void bracesInAKeyDoNotChooseTheSlot() {
    Set<Integer> plain = new HashSet<>();
    Set<Integer> hashed = new HashSet<>();
    IntStream.range(0, 1_000)
        .forEach(
            i -> {
              plain.add(JedisClusterCRC16.getSlot("s3_metadata:photos:{x}" + i));
              hashed.add(JedisClusterCRC16.getSlot(MetadataKey.of(id("{x}" + i))));
            });

    assertThat(plain).hasSize(1);
    assertThat(hashed).hasSizeGreaterThan(900);
  }
}
