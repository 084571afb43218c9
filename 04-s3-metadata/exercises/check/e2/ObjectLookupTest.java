package e2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import e2.ObjectLookup.Answer;
import e2.ObjectLookup.RefusedException;
import e2.ObjectLookup.UnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ObjectLookupTest {
  private final ScriptedS3 s3 = new ScriptedS3();
  private final WatchedCache cache = new WatchedCache();
  private final ObjectLookup lookup = new ObjectLookup(s3, cache);

  private static final class ScriptedS3 implements ObjectLookup.S3 {
    private Answer answer;
    private int asked;

    @Override
    public Answer head(String key) {
      asked++;
      return answer;
    }
  }

  private static final class WatchedCache implements ObjectLookup.Cache {
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Duration> times = new HashMap<>();

    @Override
    public Optional<String> get(String key) {
      return Optional.ofNullable(values.get(key));
    }

    @Override
    public void set(String key, String value, Duration time) {
      values.put(key, value);
      times.put(key, time);
    }
  }

  @Test
  @Order(1)
  void metadataIsKeptForAnHour() {
    s3.answer = new Answer(200, "4 bytes");

    assertThat(lookup.find("sea.jpg"))
        .withFailMessage(
            "S3 answered 200 with \"4 bytes\", and the lookup returned something else.")
        .contains("4 bytes");
    assertThat(lookup.find("sea.jpg"))
        .withFailMessage("The second lookup, from the cache, should return the same as the first.")
        .contains("4 bytes");
    assertThat(s3.asked)
        .withFailMessage("Two lookups asked S3 %s times. The second one is a hit.", s3.asked)
        .isEqualTo(1);
    assertThat(cache.times.get("sea.jpg"))
        .withFailMessage(
            "The copy should live for an hour, but lives for %s.", cache.times.get("sea.jpg"))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  @Order(2)
  void anAbsenceIsKeptForSeconds() {
    s3.answer = new Answer(404, null);

    assertThat(lookup.find("nothing"))
        .withFailMessage("S3 answered 404: there is no such object.")
        .isEmpty();
    assertThat(lookup.find("nothing"))
        .withFailMessage("S3 answered 404, and the second lookup returned something.")
        .isEmpty();

    assertThat(s3.asked)
        .withFailMessage(
            "An object that does not exist was looked up twice, and S3 was asked %s times.",
            s3.asked)
        .isEqualTo(1);
    Duration time = cache.times.get("nothing");
    assertThat(time)
        .withFailMessage(
            "The absence is remembered for %s. Who uploads the object now is told for that long that it is not there. Five seconds are enough to keep a crowd away from S3.",
            time)
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  @Order(3)
  void aRefusalIsThrown() {
    s3.answer = new Answer(403, null);

    Throwable thrown = catchThrowable(() -> lookup.find("sea.jpg"));

    assertThat(thrown)
        .withFailMessage(
            "S3 answered 403: it refuses to say whether there is such an object. find should throw a RefusedException, but %s.",
            thrown == null ? "said that there is none" : "threw " + thrown)
        .isInstanceOf(RefusedException.class);
  }

  @Test
  @Order(4)
  void aRefusalIsNeverRemembered() {
    s3.answer = new Answer(403, null);
    catchThrowable(() -> lookup.find("sea.jpg"));
    assertThat(cache.values)
        .withFailMessage(
            "S3 answered 403, and the cache keeps %s. When somebody mends the policy, the object stays hidden until that expires.",
            cache.values)
        .isEmpty();

    s3.answer = new Answer(200, "4 bytes");

    assertThat(lookup.find("sea.jpg"))
        .withFailMessage("The policy has been mended, and the object is still not found.")
        .contains("4 bytes");
  }

  @Test
  @Order(5)
  void aFailureIsNoAbsence() {
    for (int status : List.of(500, 503, 400, 301)) {
      s3.answer = new Answer(status, null);

      Throwable thrown = catchThrowable(() -> lookup.find("sea.jpg"));

      assertThat(thrown)
          .withFailMessage(
              "S3 answered %s, which says nothing about the object. find should throw an UnavailableException, but %s.",
              status, thrown == null ? "said that there is none" : "threw " + thrown)
          .isInstanceOf(UnavailableException.class);
      assertThat(cache.values)
          .withFailMessage("S3 answered %s, and the cache keeps %s.", status, cache.values)
          .isEmpty();
    }
  }

  @Test
  @Order(6)
  void metadataMayBeAnyText() {
    s3.answer = new Answer(404, null);
    lookup.find("nothing");
    String absence = cache.values.get("nothing");

    for (String text : List.of(absence, "none", "null", "", "-", "+", "+x", "-x")) {
      cache.values.clear();
      s3.answer = new Answer(200, text);
      lookup.find("sea.jpg");
      Optional<String> second = lookup.find("sea.jpg");

      assertThat(second)
          .withFailMessage(
              "The metadata is the text \"%s\", and the lookup from the cache returned %s. What stands for an absence must not be a text that metadata can be.",
              text, second)
          .contains(text);
    }
  }
}
