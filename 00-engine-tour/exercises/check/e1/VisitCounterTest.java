package e1;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kit.Steps;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class VisitCounterTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final Duration NEVER = Duration.ofDays(Integer.MAX_VALUE);

  /** Longer than any answer's list of commands. */
  private static final int MANY = 20;

  private final Steps steps = new Steps();
  private final FakeRedis redis = new FakeRedis();
  private final VisitCounter counter = new VisitCounter(redis);
  private final VisitCounter onAnotherServer = new VisitCounter(redis);

  /** A Redis with a clock that only the test turns. */
  private final class FakeRedis implements VisitCounter.Redis {
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Duration> ends = new HashMap<>();
    private Duration now = Duration.ZERO;

    private void pass(Duration time) {
      now = now.plus(time);
      values.keySet().removeIf(key -> ends.get(key).compareTo(now) <= 0);
    }

    private void clear() {
      values.clear();
      ends.clear();
    }

    @Override
    public Optional<String> get(String key) {
      Optional<String> value = Optional.ofNullable(values.get(key));
      steps.did("GET");
      return value;
    }

    @Override
    public void set(String key, String value, Duration life) {
      write(key, value, life);
      steps.did("SET");
    }

    @Override
    public boolean setIfAbsent(String key, String value, Duration life) {
      boolean absent = !values.containsKey(key);
      if (absent) {
        write(key, value, life);
      }
      steps.did("SET NX");
      return absent;
    }

    private void write(String key, String value, Duration life) {
      values.put(key, value);
      ends.put(key, now.plus(life));
    }

    @Override
    public long incr(String key) {
      long sum = Long.parseLong(values.getOrDefault(key, "0")) + 1;
      values.put(key, String.valueOf(sum));
      ends.putIfAbsent(key, NEVER);
      steps.did("INCR");
      return sum;
    }

    @Override
    public void expire(String key, Duration life) {
      if (values.containsKey(key)) {
        ends.put(key, now.plus(life));
      }
      steps.did("EXPIRE");
    }
  }

  @Test
  @Order(1)
  void visitsAreNumbered() {
    var numbers = new ArrayList<Long>();
    for (int i = 0; i < 3; i++) {
      numbers.add(counter.visit("/home", TODAY));
    }

    assertThat(numbers)
        .withFailMessage(
            "Three visitors came one after the other, and got the numbers %s.", numbers)
        .containsExactly(1L, 2L, 3L);
    assertThat(counter.visit("/about", TODAY))
        .withFailMessage("The first visitor of another page should be number 1.")
        .isEqualTo(1);
    assertThat(counter.visit("/home", TODAY.plusDays(1)))
        .withFailMessage("The first visitor of the next day should be number 1.")
        .isEqualTo(1);
  }

  @Test
  @Order(2)
  void twoAtOnceAreBothCounted() {
    for (int before = 0; before < 2; before++) {
      for (int command = 1; command <= MANY; command++) {
        redis.clear();
        for (int i = 0; i < before; i++) {
          counter.visit("/home", TODAY);
        }
        List<Long> numbers = new ArrayList<>();
        steps.after(command, () -> numbers.add(onAnotherServer.visit("/home", TODAY)));
        numbers.add(counter.visit("/home", TODAY));
        if (!steps.happened()) {
          break;
        }
        long next = counter.visit("/home", TODAY);

        assertThat(numbers)
            .withFailMessage(
                "A second visitor came to another server just after the %s of the first one. The two got the numbers %s, but each has one of their own. Take the number from the command that counts.",
                steps.last(), numbers)
            .containsExactlyInAnyOrder(before + 1L, before + 2L);
        assertThat(next)
            .withFailMessage(
                "A second visitor came to another server just after the %s of the first one, and the visitor after these two got the number %s: a visit is lost.",
                steps.last(), next)
            .isEqualTo(before + 3L);
      }
    }
  }

  @Test
  @Order(3)
  void aCountEndsTwoDaysAfterItsFirstVisit() {
    counter.visit("/home", TODAY);
    redis.pass(Duration.ofHours(24));
    counter.visit("/home", TODAY);
    redis.pass(Duration.ofHours(23));

    assertThat(redis.values)
        .withFailMessage("47 hours after the first visit the count is gone already.")
        .isNotEmpty();

    redis.pass(Duration.ofHours(1));

    assertThat(redis.values)
        .withFailMessage(
            "Two days after the first visit, Redis still has %s. A count has an expiry from its first visit, and a later visit does not put it off.",
            redis.values)
        .isEmpty();
  }

  @Test
  @Order(4)
  void nothingStaysForEver() {
    for (int command = 1; command <= MANY; command++) {
      redis.clear();
      steps.dieAfter(command);
      try {
        counter.visit("/home", TODAY);
      } catch (Steps.Death expected) {
        // It has left what it has left.
      }
      if (!steps.happened()) {
        break;
      }
      redis.pass(Duration.ofDays(3));

      assertThat(redis.values)
          .withFailMessage(
              "The application died after its first %s, and nobody visits that page again. Redis keeps %s for ever: let the key be made together with its expiry, in one command.",
              steps.last(), redis.values)
          .isEmpty();
    }
  }
}
