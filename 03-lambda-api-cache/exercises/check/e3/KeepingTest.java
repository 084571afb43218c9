package e3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class KeepingTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static Duration time(int status, Map<String, String> headers) {
    return Keeping.timeFor(status, headers, false);
  }

  private static Duration control(String value) {
    return time(200, Map.of("cache-control", value));
  }

  @Test
  @Order(1)
  void withoutAWordAnAnswerIsKeptForAnHourAndAnAbsenceForHalfAMinute() {
    assertThat(time(200, Map.of()))
        .withFailMessage("The upstream API said nothing, so an answer is kept for an hour.")
        .isEqualTo(HOUR);
    assertThat(time(404, Map.of()))
        .withFailMessage(
            "What does not exist may exist in a minute: an absence, 404, is kept for half a minute.")
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  @Order(2)
  void anErrorIsNeverKept() {
    for (int status : new int[] {500, 502, 503, 429, 403, 302, 201}) {
      assertThat(time(status, Map.of()))
          .withFailMessage(
              "Status %s was kept. An error that is kept lasts for longer than the fault.", status)
          .isEqualTo(Duration.ZERO);
    }
  }

  @Test
  @Order(3)
  void anAnswerWithACookieIsNotKept() {
    assertThat(time(200, Map.of("set-cookie", "session=ada")))
        .withFailMessage(
            "The answer sets Ada's session cookie. Kept and shown again, it logs everybody in as Ada.")
        .isEqualTo(Duration.ZERO);
  }

  @Test
  @Order(4)
  void whatMayNotBeKeptIsNot() {
    for (String value :
        List.of(
            "no-store", "no-cache", "max-age=600, no-store", "No-Store", "max-age=60,no-cache")) {
      assertThat(control(value))
          .withFailMessage(
              "The header 'Cache-Control: %s' says that no copy may be kept, but one is.", value)
          .isEqualTo(Duration.ZERO);
    }
  }

  @Test
  @Order(5)
  void aPrivateAnswerIsKeptForItsCallerOnly() {
    assertThat(control("private, max-age=600"))
        .withFailMessage("A private answer would be shown to everybody.")
        .isEqualTo(Duration.ZERO);
    assertThat(Keeping.timeFor(200, Map.of("cache-control", "private, max-age=600"), true))
        .withFailMessage(
            "Under the caller's own key, a private answer may be kept: nobody else sees it.")
        .isEqualTo(Duration.ofSeconds(600));
  }

  @Test
  @Order(6)
  void theUpstreamApiMayShortenTheTime() {
    for (String value : List.of("max-age=60", "public, max-age=60", "MAX-AGE=60", " max-age=60 ")) {
      assertThat(control(value))
          .withFailMessage(
              "The header 'Cache-Control: %s' allows a minute, not %s.", value, control(value))
          .isEqualTo(Duration.ofSeconds(60));
    }
    assertThat(control("max-age=soon"))
        .withFailMessage("Who cannot read how long he may, may not.")
        .isEqualTo(Duration.ZERO);
  }

  @Test
  @Order(7)
  void nothingMakesItLonger() {
    assertThat(control("max-age=86400"))
        .withFailMessage(
            "We keep nothing for longer than an hour, whatever is allowed: it was %s.",
            control("max-age=86400"))
        .isEqualTo(HOUR);
    assertThat(time(404, Map.of("cache-control", "max-age=86400")))
        .withFailMessage("An absence is kept for half a minute at most.")
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  @Order(8)
  void aWordWithinAnotherIsNotThatWord() {
    assertThat(control("x-max-age=5"))
        .withFailMessage(
            "The word 'x-max-age' is not 'max-age'. Split at the commas, then compare.")
        .isEqualTo(HOUR);
    assertThat(control("not-private"))
        .withFailMessage(
            "The word 'not-private' is not 'private'. Split at the commas, then compare.")
        .isEqualTo(HOUR);
  }
}
