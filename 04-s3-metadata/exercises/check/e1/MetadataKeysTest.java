package e1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class MetadataKeysTest {
  private static final String OURS = "111122223333";

  private record ObjectId(String owner, String bucket, String key, Optional<String> version) {

    static ObjectId current(String bucket, String key) {
      return new ObjectId(OURS, bucket, key, Optional.empty());
    }

    ObjectId version(String id) {
      return new ObjectId(owner, bucket, key, Optional.of(id));
    }

    String cacheKey() {
      return MetadataKeys.key(owner, bucket, key, version);
    }
  }

  private static void assertDifferent(String why, ObjectId... objects) {
    Map<String, ObjectId> seen = new HashMap<>();
    for (ObjectId object : objects) {
      ObjectId other = seen.put(object.cacheKey(), object);
      assertThat(other)
          .withFailMessage(
              "%s and %s have the same cache key, so one is shown as the other. %s",
              other, object, why)
          .isNull();
    }
  }

  @Test
  @Order(1)
  void anObjectAlwaysHasTheSameKey() {
    String first = ObjectId.current("photos", "sea.jpg").cacheKey();
    String second = ObjectId.current("photos", "sea.jpg").cacheKey();

    assertThat(second)
        .withFailMessage(
            "The key of one object was %s and then %s. Who looks for a copy does not find it.",
            first, second)
        .isEqualTo(first);
    assertThat(first)
        .withFailMessage(
            "A key begins with s3_metadata:v1: to tell what it is, but this one is %s.", first)
        .startsWith("s3_metadata:v1:");
  }

  @Test
  @Order(2)
  void theBucketOfAnotherAccountIsAnotherBucket() {
    assertDifferent(
        "They lie in different buckets.",
        ObjectId.current("photos", "sea.jpg"),
        ObjectId.current("videos", "sea.jpg"));
    assertDifferent(
        "A bucket was deleted, and another account has taken its name.",
        ObjectId.current("photos", "sea.jpg"),
        new ObjectId("999988887777", "photos", "sea.jpg", Optional.empty()));
  }

  @Test
  @Order(3)
  void everyVersionHasAKeyOfItsOwn() {
    ObjectId current = ObjectId.current("photos", "sea.jpg");

    assertDifferent(
        "The current object changes, and a version never does. \"null\" is the version id of whatever was uploaded before the bucket had versions.",
        current,
        current.version("v1"),
        current.version("v2"),
        current.version("null"));
  }

  @Test
  @Order(4)
  void theSameTextCutAtAnotherPlaceIsAnotherObject() {
    String why = "Joined, their parts are the same text.";
    assertDifferent(
        why, ObjectId.current("photos", "2026.jpg"), ObjectId.current("photos2", "026.jpg"));
    assertDifferent(
        why,
        ObjectId.current("photos", "a"),
        ObjectId.current("photos", "a:b"),
        ObjectId.current("photos", "a").version("b"),
        ObjectId.current("photos", "a:b:c"),
        ObjectId.current("photos", "a:b").version("c"),
        ObjectId.current("photos", "ab").version("c"),
        ObjectId.current("photos", "a").version("bc"),
        ObjectId.current("photos", "abc"),
        ObjectId.current("photos", "a/b").version("c"),
        ObjectId.current("photos", "a").version("/bc"));
  }

  @Test
  @Order(5)
  void aKeyIsTakenAsItIs() {
    Stream<String> keys =
        Stream.of(
            "a/b",
            "a//b",
            "/a/b",
            "./a/b",
            "a/./b",
            "a/x/../b",
            "a/b/",
            "a%2Fb",
            "a%2fb",
            "A/b",
            "a/b ",
            " a/b",
            "a/b+",
            "a/b%20",
            "a\\b",
            "a/b\n");

    assertDifferent(
        "To S3 these are objects of their own: it neither tidies paths nor decodes keys.",
        keys.map(key -> ObjectId.current("photos", key)).toArray(ObjectId[]::new));
  }

  @Test
  @Order(6)
  void anyTextMayBeAKey() {
    Stream<String> keys = Stream.of("海", "山", "é", "e\u0301", "?", "👩", "👨", "\0", "");

    assertDifferent(
        "Not every text is ASCII: write it as UTF-8 before you do anything else with it.",
        keys.map(key -> ObjectId.current("photos", "x" + key)).toArray(ObjectId[]::new));
  }

  @Test
  @Order(7)
  void itIsFitForEveryCache() {
    for (String key :
        List.of(
            "a b", "a\r\nflush_all\r\n", "{x}1", "海", "\0", "é".repeat(512), "x".repeat(1_024))) {
      String cacheKey = ObjectId.current("photos", key).cacheKey();

      assertThat(cacheKey.length())
          .withFailMessage(
              "Memcached takes keys of at most 250 bytes, and the key of an object with a name of 1,024 bytes has %s characters.",
              cacheKey.length())
          .isLessThanOrEqualTo(250);
      assertThat(cacheKey)
          .withFailMessage(
              """
              This key holds what the object's name held: "%s".
                Memcached ends a key at a blank, and a command at a line break.
                In a cluster, braces choose the slot: who uploads {x}1, {x}2, ... fills one node.
                Keep to letters, digits and a few signs such as : and _.""",
              cacheKey)
          .matches("[A-Za-z0-9:_.%~-]+");
    }
  }
}
