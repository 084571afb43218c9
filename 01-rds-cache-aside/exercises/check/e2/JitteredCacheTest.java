package e2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class JitteredCacheTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int COPIES = 10_000;

  /** Remembers what it holds, and for how long; null means for ever. */
  private static final class RecordingEngine implements JitteredCache.Engine {
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Duration> times = new HashMap<>();
    private int commandsLeft = Integer.MAX_VALUE;

    @Override
    public void set(String key, String value) {
      command();
      values.put(key, value);
      times.put(key, null);
    }

    @Override
    public void set(String key, String value, Duration timeToLive) {
      command();
      values.put(key, value);
      times.put(key, timeToLive);
    }

    @Override
    public void expire(String key, Duration timeToLive) {
      command();
      if (values.containsKey(key)) {
        times.put(key, timeToLive);
      }
    }

    private void command() {
      if (commandsLeft-- == 0) {
        throw new Crash();
      }
    }
  }

  /** Ends the program in the middle. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final RecordingEngine engine = new RecordingEngine();

  @Test
  @Order(1)
  void theValueIsKeptAndExpires() {
    cache(HOUR, 0.1).put("user_info:1", "Ada");

    assertThat(engine.values.get("user_info:1"))
        .withFailMessage(
            "The engine should hold the value \"Ada\", but holds %s.",
            engine.values.get("user_info:1"))
        .isEqualTo("Ada");
    assertThat(engine.times.get("user_info:1"))
        .withFailMessage("The copy has no expiry: it stays until somebody deletes it.")
        .isNotNull();
  }

  @Test
  @Order(2)
  void aCrashLeavesNoCopyThatStaysForEver() {
    engine.commandsLeft = 1;

    try {
      cache(HOUR, 0.1).put("user_info:1", "Ada");
    } catch (Crash afterTheFirstCommand) {
      // This is the moment to look at.
    }

    assertThat(engine.times)
        .withFailMessage(
            "The program ended after the first command, and left a copy without an expiry: it stays for ever. Set value and expiry in one command.")
        .doesNotContainEntry("user_info:1", null);
  }

  @Test
  @Order(3)
  void everyCopyLivesForAboutTheTime() {
    List<Duration> times = timesOf(HOUR, 0.1);

    Duration shortest = times.stream().min(Duration::compareTo).orElseThrow();
    Duration longest = times.stream().max(Duration::compareTo).orElseThrow();
    assertThat(shortest)
        .withFailMessage(
            "An hour with a share of 0.1 is at least 54 minutes, but a copy got %s.",
            text(shortest))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(54));
    assertThat(longest)
        .withFailMessage(
            "An hour with a share of 0.1 is at most 66 minutes, but a copy got %s.", text(longest))
        .isLessThanOrEqualTo(Duration.ofMinutes(66));
  }

  @Test
  @Order(4)
  void theCopiesDoNotExpireTogether() {
    List<Duration> times = timesOf(HOUR, 0.1);

    long crowd =
        times.stream()
            .collect(Collectors.groupingBy(Duration::toSeconds, Collectors.counting()))
            .values()
            .stream()
            .max(Long::compare)
            .orElseThrow();
    assertThat(crowd)
        .withFailMessage(
            "%s of %s copies expire within the same second, and all their readers go to the database then. Spread over twelve minutes, it is about 14 a second.",
            crowd, COPIES)
        .isLessThanOrEqualTo(COPIES * 3 / 100);
  }

  @Test
  @Order(5)
  void asManyExpireEarlierAsLater() {
    List<Duration> times = timesOf(HOUR, 0.1);

    long earlier = times.stream().filter(time -> time.compareTo(HOUR) < 0).count();
    assertThat(earlier)
        .withFailMessage(
            "%s of %s copies live for less than the hour. Spread round it, that is about half of them.",
            earlier, COPIES)
        .isBetween(COPIES * 4 / 10L, COPIES * 6 / 10L);
    long early = times.stream().filter(t -> t.compareTo(Duration.ofMinutes(57)) < 0).count();
    assertThat(early)
        .withFailMessage(
            "%s of %s copies live for 54 to 57 minutes. Spread evenly, that is about a quarter of them.",
            early, COPIES)
        .isBetween(COPIES * 2 / 10L, COPIES * 3 / 10L);
  }

  @Test
  @Order(6)
  void timeAndShareAreThoseOfTheCache() {
    List<Duration> times = timesOf(Duration.ofSeconds(30), 0.2);

    assertThat(times)
        .withFailMessage(
            "30 seconds with a share of 0.2 is from 24 to 36 seconds, but the copies got %s.",
            range(times))
        .allMatch(time -> time.toMillis() >= 24_000 && time.toMillis() <= 36_000)
        .anyMatch(time -> time.toMillis() < 25_000)
        .anyMatch(time -> time.toMillis() > 35_000);
  }

  private JitteredCache cache(Duration time, double share) {
    // The same numbers in each run: an answer is right or wrong, never lucky.
    return new JitteredCache(engine, time, share, new Random(1));
  }

  private List<Duration> timesOf(Duration time, double share) {
    JitteredCache cache = cache(time, share);
    for (int i = 0; i < COPIES; i++) {
      cache.put("user_info:" + i, "user " + i);
    }
    List<Duration> times = new ArrayList<>(engine.times.values());
    assertThat(times)
        .withFailMessage("A copy has no expiry: it stays until somebody deletes it.")
        .hasSize(COPIES)
        .doesNotContainNull();
    return times;
  }

  private static String range(List<Duration> times) {
    Function<Duration, Long> millis = Duration::toMillis;
    return times.stream().map(millis).min(Long::compare).orElseThrow()
        + " to "
        + times.stream().map(millis).max(Long::compare).orElseThrow()
        + " milliseconds";
  }

  private static String text(Duration time) {
    return "%d minutes and %d seconds".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
