package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CachePolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final ApiCall EVERYBODYS =
      new ApiCall("products", "7", new TreeMap<>(), Optional.empty());
  private static final ApiCall ADAS =
      new ApiCall("prices", "7", new TreeMap<>(), Optional.of(new Caller("acme", "ada")));

  private final CachePolicy policy =
      new CachePolicy(HOUR, Duration.ofSeconds(30), DAY, InstantSource.fixed(NOW));

  /** Headers are written {@code Name: value | Name: value}. */
  private static UpstreamResponse response(int status, String headers) {
    Map<String, List<String>> all =
        List.of(headers.split(" *\\| *")).stream()
            .filter(header -> header.contains(":"))
            .map(header -> header.split(": *", 2))
            .collect(
                Collectors.groupingBy(
                    header -> header[0],
                    Collectors.mapping(header -> header[1], Collectors.toList())));
    try {
      return new UpstreamResponse(
          status, HttpHeaders.of(all, (name, value) -> true), EscapedJson.of("{}".getBytes(UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Optional<Copy> copy(ApiCall call, int status, String headers) {
    return policy.copy(call, response(status, headers));
  }

  private static Duration fresh(Optional<Copy> copy) {
    return Duration.between(NOW, copy.orElseThrow().freshUntil());
  }

  private static Duration stale(Optional<Copy> copy) {
    return Duration.between(copy.orElseThrow().freshUntil(), copy.orElseThrow().usableUntil());
  }

  @Test
  void withoutAWordOfTheUpstreamApiACopyIsFreshForAnHourLessUpToATenth() {
    Collection<Duration> lives = new TreeSet<>();
    for (int i = 0; i < 1_000; i++) {
      lives.add(fresh(copy(EVERYBODYS, 200, "")));
    }

    assertThat(lives)
        .allMatch(life -> life.compareTo(HOUR) <= 0)
        .allMatch(life -> life.compareTo(Duration.ofMinutes(54)) >= 0)
        .hasSizeGreaterThan(900);
    assertThat(stale(copy(EVERYBODYS, 200, ""))).isEqualTo(DAY);
  }

  @Test
  void anAbsenceIsShortAndNeverServedStale() {
    Optional<Copy> absent = copy(EVERYBODYS, 404, "");

    assertThat(fresh(absent)).isBetween(Duration.ofSeconds(27), Duration.ofSeconds(30));
    assertThat(stale(absent)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cache-Control: no-store",
        "Cache-Control: No-Store",
        "Cache-Control: max-age=600, no-store",
        "Cache-Control: max-age=600 | Cache-Control: no-store",
        "Cache-Control: no-cache",
        "Cache-Control: no-cache=\"Set-Cookie\"",
        "Cache-Control: max-age=0",
        "Cache-Control: max-age=-1",
        "Cache-Control: max-age=soon",
        "Cache-Control: max-age=99999999999999999999",
        "Cache-Control: max-age=600 | Age: 600",
        "Cache-Control: max-age=600 | Age: 700",
        "Cache-Control: max-age=0, max-age=600",
        "Set-Cookie: session=ada",
        "set-cookie: session=ada | Cache-Control: max-age=600",
        "Vary: *",
        "Vary: Accept, *",
        "Pragma: no-cache",
        "Expires: 0",
        "Expires: Wed, 25 Nov 2026 09:00:00 GMT",
        "Expires: Wed, 25 Nov 2026 08:00:00 GMT"
      })
  void whatNobodyMayKeepIsNotKept(String headers) {
    assertThat(copy(EVERYBODYS, 200, headers)).isEmpty();
    assertThat(copy(ADAS, 200, headers)).isEmpty();
  }

  @Test
  void aPrivateAnswerIsKeptOnlyUnderTheNameOfItsCaller() {
    assertThat(copy(EVERYBODYS, 200, "Cache-Control: private, max-age=600")).isEmpty();
    assertThat(copy(ADAS, 200, "Cache-Control: private, max-age=600")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Cache-Control: max-age=600; 600",
        "Cache-Control: MAX-AGE=600; 600",
        "Cache-Control: max-age=\"600\"; 600",
        "Cache-Control: public , max-age=600; 600",
        "Cache-Control: max-age=600 | Age: 100; 500",
        "Cache-Control: max-age=600, s-maxage=60; 60",
        "Cache-Control: max-age=60, s-maxage=600; 600",
        "Expires: Wed, 25 Nov 2026 09:10:00 GMT; 600",
        "Cache-Control: max-age=600 | Expires: Wed, 25 Nov 2026 09:00:00 GMT; 600",
        "Cache-Control: max-age=600 | Pragma: no-cache; 600",
        "Cache-Control: max-age=600 | Vary: Accept-Encoding; 600"
      })
  void theUpstreamApiMayShortenTheLife(String headers, long seconds) {
    assertThat(fresh(copy(EVERYBODYS, 200, headers))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void whatIsSaidToSharedCachesDoesNotBindACallersOwn() {
    assertThat(fresh(copy(ADAS, 200, "Cache-Control: max-age=600, s-maxage=60")))
        .isEqualTo(Duration.ofSeconds(600));
  }

  @Test
  void nothingLengthensTheLife() {
    assertThat(fresh(copy(EVERYBODYS, 200, "Cache-Control: max-age=86400, immutable")))
        .isLessThanOrEqualTo(HOUR);
    assertThat(fresh(copy(EVERYBODYS, 404, "Cache-Control: max-age=86400")))
        .isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Cache-Control: max-age=600; 86400",
        "Cache-Control: max-age=600, stale-if-error=60; 60",
        "Cache-Control: max-age=600, stale-if-error=9999999; 86400",
        "Cache-Control: max-age=600, stale-if-error=0; 0",
        "Cache-Control: max-age=600, stale-if-error=x; 0",
        "Cache-Control: max-age=600, must-revalidate; 0",
        "Cache-Control: max-age=600, proxy-revalidate; 0",
        "Cache-Control: max-age=600, must-revalidate, stale-if-error=60; 0"
      })
  void anOldCopyServesInNeedForAsLongAsItMay(String headers, long seconds) {
    assertThat(stale(copy(EVERYBODYS, 200, headers))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void whatIsTooLargeIsNotKept() throws IOException {
    String large = "\"" + "x".repeat(300_000) + "\"";
    var response =
        new UpstreamResponse(
            200, HttpHeaders.of(Map.of(), (n, v) -> true), EscapedJson.of(large.getBytes(UTF_8)));

    assertThat(policy.copy(EVERYBODYS, response)).isEmpty();
  }

  @Test
  void noCopyIsUsableForLongerThanTheLongest() {
    for (String headers :
        List.of("", "Cache-Control: max-age=999999999, stale-if-error=999999999")) {
      Copy copy = copy(EVERYBODYS, 200, headers).orElseThrow();
      assertThat(Duration.between(NOW, copy.usableUntil())).isLessThanOrEqualTo(policy.longest());
    }
  }
}
