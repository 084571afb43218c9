package e5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import e5.StaleIfError.Answer;
import e5.StaleIfError.Copy;
import e5.StaleIfError.S3Exception;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class StaleIfErrorTest {
  private static final String KEY = "sea.jpg";

  private final Map<String, Copy> copies = new HashMap<>();
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");
  private String stored = "blue";
  private int status = 200;
  private int asked;
  private final StaleIfError lookup = new StaleIfError(this::head, new Copies(), () -> now);

  private String head(String key) {
    asked++;
    if (status != 200) {
      throw new S3Exception(status);
    }
    return stored;
  }

  private final class Copies implements StaleIfError.Cache {
    @Override
    public Optional<Copy> find(String key) {
      return Optional.ofNullable(copies.get(key));
    }

    @Override
    public void put(String key, Copy copy) {
      copies.put(key, copy);
    }

    @Override
    public void evict(String key) {
      copies.remove(key);
    }
  }

  private void wait(Duration time) {
    now = now.plus(time);
  }

  @Test
  @Order(1)
  void aFreshCopyIsServedWithoutAsking() {
    lookup.find(KEY);
    wait(Duration.ofSeconds(59));

    Answer answer = lookup.find(KEY);

    assertThat(answer)
        .withFailMessage("A copy of 59 seconds is fresh, but the answer was %s.", answer)
        .isEqualTo(new Answer("blue", false));
    assertThat(asked)
        .withFailMessage("A copy of 59 seconds is fresh, and S3 was asked again.")
        .isEqualTo(1);
  }

  @Test
  @Order(2)
  void anOlderCopyIsReplaced() {
    lookup.find(KEY);
    wait(Duration.ofSeconds(60));
    stored = "red";

    Answer answer = lookup.find(KEY);

    assertThat(answer)
        .withFailMessage(
            "S3 says red, and a copy of a minute says blue. The answer was %s.", answer)
        .isEqualTo(new Answer("red", false));
  }

  @Test
  @Order(3)
  void whileS3CannotAnswerTheCopyIsServedAndSaysSo() {
    for (int failure : List.of(0, 500, 503)) {
      copies.put(KEY, new Copy("blue", now.minus(Duration.ofMinutes(9))));
      status = failure;

      Throwable[] thrown = new Throwable[1];
      Answer[] answer = new Answer[1];
      thrown[0] = catchThrowable(() -> answer[0] = lookup.find(KEY));

      assertThat(thrown[0])
          .withFailMessage(
              "%s, and there is a copy of nine minutes. It should be served, but find threw %s.",
              failure == 0 ? "S3 did not answer" : "S3 answered " + failure, thrown[0])
          .isNull();
      assertThat(answer[0])
          .withFailMessage(
              "A copy that S3 could not confirm was served as %s. Say that it is stale, so that a caller who must not act on it can tell.",
              answer[0])
          .isEqualTo(new Answer("blue", true));
    }
  }

  @Test
  @Order(4)
  void withoutACopyThereIsNothingToServe() {
    status = 503;

    Throwable thrown = catchThrowable(() -> lookup.find(KEY));

    assertThat(thrown)
        .withFailMessage("S3 is down and there is no copy: its exception is thrown on.")
        .isInstanceOf(S3Exception.class);
  }

  @Test
  @Order(5)
  void afterTenMinutesACopyIsTooOld() {
    copies.put(KEY, new Copy("blue", now.minus(Duration.ofMinutes(10))));
    status = 503;

    Throwable thrown = catchThrowable(() -> lookup.find(KEY));

    assertThat(thrown)
        .withFailMessage(
            "S3 last confirmed the copy ten minutes ago, and it was served. An outage of a day must not become a day of old answers.")
        .isInstanceOf(S3Exception.class);
  }

  @Test
  @Order(6)
  void servingACopyDoesNotMakeItYounger() {
    lookup.find(KEY);
    status = 503;
    for (int minute = 1; minute < 10; minute++) {
      wait(Duration.ofMinutes(1));
      assertThat(catchThrowable(() -> lookup.find(KEY)))
          .withFailMessage("A copy of %s minutes should be served while S3 is down.", minute)
          .isNull();
    }
    wait(Duration.ofMinutes(1));

    Throwable thrown = catchThrowable(() -> lookup.find(KEY));

    assertThat(thrown)
        .withFailMessage(
            "S3 has been down for ten minutes, with a lookup in each of them, and the copy is still served. Its age counts from when S3 confirmed it, not from when it was last served.")
        .isInstanceOf(S3Exception.class);
  }

  @Test
  @Order(7)
  void anAnswerOfS3IsNoOutage() {
    for (int answered : List.of(403, 404, 400)) {
      copies.put(KEY, new Copy("blue", now.minus(Duration.ofMinutes(2))));
      status = answered;

      Throwable thrown = catchThrowable(() -> lookup.find(KEY));

      assertThat(thrown)
          .withFailMessage(
              "S3 answered %s, and an old copy was served instead. %s",
              answered,
              answered == 404
                  ? "The object is gone, and somebody is still shown it."
                  : "S3 is up, and it says no.")
          .isInstanceOf(S3Exception.class);
    }
  }

  @Test
  @Order(8)
  void whatS3NoLongerShowsIsForgotten() {
    copies.put(KEY, new Copy("blue", now.minus(Duration.ofMinutes(2))));
    status = 404;
    catchThrowable(() -> lookup.find(KEY));
    status = 503;

    Throwable thrown = catchThrowable(() -> lookup.find(KEY));

    assertThat(thrown)
        .withFailMessage(
            "S3 answered 404. A minute later it was down, and the copy of the deleted object was served. Forget the copy when S3 says no.")
        .isInstanceOf(S3Exception.class);
  }

  @Test
  @Order(9)
  void whenS3IsBackTheAnswerIsFreshAgain() {
    copies.put(KEY, new Copy("blue", now.minus(Duration.ofMinutes(2))));
    status = 503;
    lookup.find(KEY);
    status = 200;
    stored = "red";

    Answer answer = lookup.find(KEY);

    assertThat(answer)
        .withFailMessage("S3 is back and says red, but the answer was %s.", answer)
        .isEqualTo(new Answer("red", false));
  }
}
