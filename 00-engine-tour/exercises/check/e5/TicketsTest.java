package e5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import e5.Tickets.CounterLostException;
import e5.Tickets.Show;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import kit.Steps;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private static final Show OPERA = new Show("opera", 3);
  private static final Show CIRCUS = new Show("circus", 12);

  /** Longer than any answer's list of commands. */
  private static final int MANY = 20;

  private final Steps steps = new Steps();
  private final FakeMemcached memcached = new FakeMemcached();
  private final Tickets tickets = new Tickets(memcached);
  private final Tickets onAnotherServer = new Tickets(memcached);

  /** Numbers as in Memcached. */
  private final class FakeMemcached implements Tickets.Memcached {
    private final Map<String, String> values = new HashMap<>();

    @Override
    public Optional<String> get(String key) {
      Optional<String> value = Optional.ofNullable(values.get(key));
      steps.did("get");
      return value;
    }

    @Override
    public void set(String key, String value) {
      values.put(key, value);
      steps.did("set");
    }

    @Override
    public boolean add(String key, String value) {
      boolean added = values.putIfAbsent(key, value) == null;
      steps.did("add");
      return added;
    }

    @Override
    public OptionalLong incr(String key, long by) {
      OptionalLong sum = change(key, by);
      steps.did("incr");
      return sum;
    }

    @Override
    public OptionalLong decr(String key, long by) {
      OptionalLong rest = change(key, -by);
      steps.did("decr");
      return rest;
    }

    private OptionalLong change(String key, long by) {
      String before = values.get(key);
      if (before == null) {
        return OptionalLong.empty();
      }
      long after = Math.max(0, Long.parseLong(before.strip()) + by);
      // As there: a number that gets shorter keeps its length, and spaces fill it up.
      values.put(key, ("%-" + before.length() + "d").formatted(after));
      return OptionalLong.of(after);
    }
  }

  private List<Boolean> takeAll(Show show, int visitors) {
    List<Boolean> got = new ArrayList<>();
    for (int i = 0; i < visitors; i++) {
      got.add(tickets.take(show));
    }
    return got;
  }

  @Test
  @Order(1)
  void asManyTicketsAsSeats() {
    for (Show show : List.of(OPERA, CIRCUS)) {
      tickets.open(show, 0);

      long sold = takeAll(show, show.seats() + 3).stream().filter(got -> got).count();

      assertThat(sold)
          .withFailMessage(
              "The %s has %s seats, %s visitors came, and %s of them got a ticket.",
              show.id(), show.seats(), show.seats() + 3, sold)
          .isEqualTo(show.seats());
    }
  }

  @Test
  @Order(2)
  void alsoWhenTwoComeAtOnce() {
    for (int left = 1; left <= 2; left++) {
      for (int command = 1; command <= MANY; command++) {
        memcached.values.clear();
        tickets.open(OPERA, 0);
        takeAll(OPERA, OPERA.seats() - left);
        List<Boolean> got = new ArrayList<>();
        steps.after(command, () -> got.add(onAnotherServer.take(OPERA)));
        got.add(tickets.take(OPERA));
        if (!steps.happened()) {
          break;
        }
        long sold = got.stream().filter(ticket -> ticket).count();

        assertThat(sold)
            .withFailMessage(
                "There was %s. Two visitors came at once, the second one just after the %s of the first one, and %s of them got a ticket.",
                left == 1 ? "one ticket left" : "a ticket for each", steps.last(), sold)
            .isEqualTo(left);
      }
    }
  }

  @Test
  @Order(3)
  void aServerThatStartsLaterGivesNothingBack() {
    tickets.open(OPERA, 0);
    tickets.take(OPERA);

    onAnotherServer.open(OPERA, 0);

    long sold = takeAll(OPERA, 5).stream().filter(got -> got).count();
    assertThat(sold)
        .withFailMessage(
            "One of three tickets was sold, then another server started and called open, and after that %s tickets were sold.",
            sold)
        .isEqualTo(2);
  }

  @Test
  @Order(4)
  void alsoIfItStartsAtTheSameTime() {
    for (int command = 1; command <= MANY; command++) {
      memcached.values.clear();
      List<Boolean> got = new ArrayList<>();
      steps.after(
          command,
          () -> {
            onAnotherServer.open(OPERA, 0);
            got.add(onAnotherServer.take(OPERA));
          });
      tickets.open(OPERA, 0);
      if (!steps.happened()) {
        break;
      }
      String last = steps.last();
      got.addAll(takeAll(OPERA, 5));
      long sold = got.stream().filter(ticket -> ticket).count();

      assertThat(sold)
          .withFailMessage(
              "Two servers called open at once. The second one did so just after the %s of the first one, and sold a ticket. Of three tickets %s were sold in the end.",
              last, sold)
          .isEqualTo(3);
    }
  }

  @Test
  @Order(5)
  void aLostCounterIsSaidToBeLost() {
    tickets.open(OPERA, 0);
    takeAll(OPERA, 2);
    memcached.values.clear();

    for (String visitor : List.of("first", "second")) {
      var got = new ArrayList<Boolean>();
      Throwable thrown = catchThrowable(() -> got.add(tickets.take(OPERA)));

      assertThat(thrown)
          .withFailMessage(
              "Two of three tickets were sold when Memcached restarted. The %s visitor after that %s. Nobody knows what is left, so take should throw a CounterLostException until somebody calls open.",
              visitor,
              got.isEmpty()
                  ? "was shown " + thrown
                  : got.get(0) ? "got a ticket" : "was told that all are sold")
          .isInstanceOf(CounterLostException.class);
    }
  }

  @Test
  @Order(6)
  void openGoesOnWhereTheDatabaseIs() {
    tickets.open(OPERA, 2);

    long sold = takeAll(OPERA, 5).stream().filter(got -> got).count();

    assertThat(sold)
        .withFailMessage(
            "The database says that two of three tickets are sold. Somebody called open with that, and %s more were sold.",
            sold)
        .isEqualTo(1);
  }
}
