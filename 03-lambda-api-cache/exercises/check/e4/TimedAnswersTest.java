package e4;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class TimedAnswersTest {
  private final AtomicLong remaining = new AtomicLong(10_000);
  private final List<Duration> ofTheCache = new ArrayList<>();
  private final List<Duration> ofTheUpstream = new ArrayList<>();
  private Optional<String> fresh = Optional.empty();
  private Optional<String> older = Optional.empty();
  private long cacheTakes = 1;
  private boolean upstreamHangs;

  private final TimedAnswers answers =
      new TimedAnswers(
          new TimedAnswers.Cache() {
            @Override
            public Optional<String> fresh(Duration limit) {
              ofTheCache.add(limit);
              remaining.addAndGet(-Math.min(cacheTakes, limit.toMillis()));
              return fresh;
            }

            @Override
            public Optional<String> older() {
              return older;
            }
          },
          limit -> {
            ofTheUpstream.add(limit);
            if (upstreamHangs) {
              remaining.addAndGet(-limit.toMillis());
              throw new TimeoutException();
            }
            return "new";
          });

  private String answer() {
    return answers.answer(remaining::get);
  }

  @Test
  @Order(1)
  void aFreshCopyIsTheAnswer() {
    fresh = Optional.of("copy");

    assertThat(answer())
        .withFailMessage("The cache has a fresh copy, and it was not answered.")
        .isEqualTo("copy");
    assertThat(ofTheUpstream)
        .withFailMessage("The cache has a fresh copy, but the upstream API was asked.")
        .isEmpty();
  }

  @Test
  @Order(2)
  void withTimeEnoughEachHasItsOwnLimit() {
    older = Optional.of("old");

    assertThat(answer())
        .withFailMessage(
            "There is time, and the upstream API answers: its answer is better than an old copy.")
        .isEqualTo("new");
    assertThat(ofTheCache)
        .withFailMessage("With ten seconds left, the cache has 100 ms, not %s.", ofTheCache)
        .containsExactly(Duration.ofMillis(100));
    assertThat(ofTheUpstream)
        .withFailMessage("With ten seconds left, the upstream API has 3 s, not %s.", ofTheUpstream)
        .containsExactly(Duration.ofSeconds(3));
  }

  @Test
  @Order(3)
  void withLittleTimeTheLimitIsWhatIsLeftLessTheMargin() {
    remaining.set(300);
    cacheTakes = 0;

    answer();

    assertThat(ofTheUpstream)
        .withFailMessage(
            "The invocation has 300 ms left, and 80 are for the way back. The upstream API may have 220 ms, not %s.",
            ofTheUpstream)
        .containsExactly(Duration.ofMillis(220));
  }

  @Test
  @Order(4)
  void whatTheCacheTookIsGone() {
    remaining.set(300);
    cacheTakes = 90;

    answer();

    assertThat(ofTheUpstream)
        .withFailMessage(
            "The cache took 90 of 300 ms. What is left for the upstream API is 130 ms, not %s. Ask again how much time there is.",
            ofTheUpstream)
        .containsExactly(Duration.ofMillis(130));
  }

  @Test
  @Order(5)
  void anOldCopyIsBetterThanAnError() {
    upstreamHangs = true;
    older = Optional.of("old");
    assertThat(answer())
        .withFailMessage("The upstream API hangs, and there is an old copy. Serve it.")
        .isEqualTo("old");

    older = Optional.empty();
    remaining.set(10_000);
    assertThat(answer())
        .withFailMessage("The upstream API hangs, and there is no copy: that is a 504.")
        .isEqualTo("504");
  }

  @Test
  @Order(6)
  void withoutTimeNobodyIsAsked() {
    older = Optional.of("old");
    for (long left : new long[] {80, 50, 0, -20}) {
      remaining.set(left);
      ofTheCache.clear();
      String answered = answer();

      assertThat(ofTheUpstream)
          .withFailMessage(
              "With %s ms left there is no time to ask, but the upstream API was asked.", left)
          .isEmpty();
      assertThat(ofTheCache)
          .withFailMessage(
              "With %s ms left the limit is zero, and never below it: %s.", left, ofTheCache)
          .allMatch(Duration.ZERO::equals);
      assertThat(answered)
          .withFailMessage("There is no time, and there is an old copy. Serve it.")
          .isEqualTo("old");
    }
  }
}
