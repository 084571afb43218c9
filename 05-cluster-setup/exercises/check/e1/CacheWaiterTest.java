package e1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class CacheWaiterTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final TurnedTimer timer = new TurnedTimer();
  private final List<String> progress = new ArrayList<>();

  /** Time passes when somebody pauses, and does not take any. */
  private static final class TurnedTimer implements CacheWaiter.Timer {
    private final List<Duration> pauses = new ArrayList<>();
    private Duration now = Duration.ofDays(3);

    @Override
    public Duration now() {
      return now;
    }

    @Override
    public void pause(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new AssertionError("A pause of " + time.toMillis() + " ms is none.");
      }
      pauses.add(time);
      pass(time);
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    Duration passed() {
      return now.minusDays(3);
    }
  }

  /** The cloud's answers, by how much time has passed. */
  private final class Cloud implements Supplier<String> {
    private final Function<Duration, String> statuses;
    private final List<Duration> looks = new ArrayList<>();

    Cloud(Function<Duration, String> statuses) {
      this.statuses = statuses;
    }

    @Override
    public String get() {
      looks.add(timer.passed());
      if (looks.size() > 5_000) {
        throw new AssertionError(
            "The cloud was asked five thousand times, and the last answer was \"%s\". Nobody waits as long as that."
                .formatted(statuses.apply(timer.passed())));
      }
      return statuses.apply(timer.passed());
    }
  }

  @Test
  @Order(1)
  void itReturnsAsSoonAsTheCacheIsAvailable() {
    Cloud cloud = availableAfter(Duration.ZERO);

    Throwable failure = await(cloud, TEN_MINUTES);

    assertThat(failure)
        .withFailMessage("The cache was available, but the outcome was \"%s\".", failure)
        .isNull();
    assertThat(timer.pauses)
        .withFailMessage(
            "The cache was available at the first look, but await paused for %s.", timer.passed())
        .isEmpty();
  }

  @Test
  @Order(2)
  void itWaitsForACacheThatIsBeingCreated() {
    Cloud cloud = availableAfter(Duration.ofMinutes(2));

    Throwable failure = await(cloud, TEN_MINUTES);

    assertThat(failure)
        .withFailMessage(
            "The cache was available after two minutes of ten, but the outcome was \"%s\".",
            failure)
        .isNull();
    assertThat(timer.passed())
        .withFailMessage(
            "The cache was available after two minutes, but await returned after %s s.",
            timer.passed().toSeconds())
        .isBetween(Duration.ofMinutes(2), Duration.ofSeconds(140));
  }

  @Test
  @Order(3)
  void aFailedStatusEndsItAtOnce() {
    for (String failed : List.of("create-failed", "restore-failed")) {
      Duration before = timer.passed();
      var cloud = new Cloud(passed -> passed.minus(before).toSeconds() < 3 ? "creating" : failed);

      Throwable failure = await(cloud, TEN_MINUTES);

      assertThat(failure)
          .withFailMessage(
              "The status was \"%s\", which is final. await should throw an IllegalStateException, but the outcome was \"%s\".",
              failed, failure)
          .isInstanceOf(IllegalStateException.class);
      assertThat(failure.getMessage())
          .withFailMessage(
              "The message should name the status \"%s\", so that somebody can look into it. It says \"%s\".",
              failed, failure.getMessage())
          .contains(failed);
      assertThat(timer.passed().minus(before))
          .withFailMessage(
              "The status was \"%s\" after 3 seconds, but await went on for %s s.",
              failed, timer.passed().minus(before).toSeconds())
          .isLessThanOrEqualTo(Duration.ofSeconds(3));
    }
  }

  @Test
  @Order(4)
  void itGivesUpAtTheLimit() {
    for (Duration limit : List.of(TEN_MINUTES, Duration.ofSeconds(90))) {
      Duration before = timer.passed();

      Throwable failure = await(new Cloud(passed -> "creating"), limit);

      assertThat(failure)
          .withFailMessage(
              "The cache is not there after %s s. await should throw an IllegalStateException, but the outcome was \"%s\".",
              limit.toSeconds(), failure)
          .isInstanceOf(IllegalStateException.class);
      assertThat(failure.getMessage())
          .withFailMessage(
              "The message should name the last status, \"creating\". It says \"%s\".",
              failure.getMessage())
          .contains("creating");
      assertThat(timer.passed().minus(before))
          .withFailMessage(
              "The limit was %s s, but await gave up after %s s.",
              limit.toSeconds(), timer.passed().minus(before).toSeconds())
          .isEqualTo(limit);
    }
  }

  @Test
  @Order(5)
  void itLooksOnceMoreRightAtTheLimit() {
    Cloud cloud = availableAfter(TEN_MINUTES.minusMillis(1));

    Throwable failure = await(cloud, TEN_MINUTES);

    assertThat(failure)
        .withFailMessage(
            "The cache became available during the last pause, but await did not look after it: \"%s\".",
            failure)
        .isNull();
  }

  @Test
  @Order(6)
  void aSlowAnswerCountsAgainstTheLimit() {
    var slow =
        new Cloud(
            passed -> {
              timer.pass(Duration.ofSeconds(7));
              return "creating";
            });

    Throwable failure = await(slow, TEN_MINUTES);

    assertThat(failure)
        .withFailMessage(
            "Each answer took 7 s. After ten minutes, await should throw an IllegalStateException, but the outcome was \"%s\".",
            failure)
        .isInstanceOf(IllegalStateException.class);
    assertThat(timer.passed())
        .withFailMessage(
            "Each answer took 7 s, so ten minutes were over after 600 s, or at most one answer later; but await gave up after %s s. Measure time, do not add up pauses.",
            timer.passed().toSeconds())
        .isBetween(TEN_MINUTES, TEN_MINUTES.plusSeconds(7));
  }

  @Test
  @Order(7)
  void thePausesGrow() {
    await(new Cloud(passed -> "creating"), TEN_MINUTES);

    List<Long> first = timer.pauses.stream().limit(8).map(Duration::toSeconds).toList();
    assertThat(first)
        .withFailMessage(
            "The pauses should be 1, 2, 4, 8, 16, 20, 20, 20 seconds and so on, but they are %s.",
            first)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 20L, 20L, 20L);
  }

  @Test
  @Order(8)
  void everyNewStatusIsToldOnce() {
    var cloud =
        new Cloud(
            passed ->
                passed.toSeconds() < 60
                    ? "creating"
                    : passed.toSeconds() < 120 ? "modifying" : "available");

    await(cloud, TEN_MINUTES);

    assertThat(progress)
        .withFailMessage(
            "The cache was creating, then modifying, then available. Each should be told once, but was told: %s.",
            inShort(progress))
        .containsExactly("creating", "modifying", "available");
  }

  private Throwable await(Cloud cloud, Duration limit) {
    return catchThrowable(() -> new CacheWaiter(cloud, timer, progress::add).await(limit));
  }

  private Cloud availableAfter(Duration time) {
    return new Cloud(passed -> passed.compareTo(time) < 0 ? "creating" : "available");
  }

  private static String inShort(List<String> told) {
    return told.size() <= 6
        ? String.join(", ", told)
        : Stream.concat(told.stream().limit(6), Stream.of("and so on, " + told.size() + " times"))
            .toList()
            .toString();
  }
}
