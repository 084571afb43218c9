package e4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import e4.BillingWorker.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import kit.Steps;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class BillingWorkerTest {
  /** More than any answer's list of commands for three orders. */
  private static final int MANY = 40;

  private static final int ROUNDS = 5;

  private final Steps steps = new Steps();
  private FakeOrders orders = new FakeOrders();
  private FakeBills bills = new FakeBills();

  /** A stream with one group, and a clock that only the test turns. */
  private final class FakeOrders implements BillingWorker.Orders {
    private final List<Event> fresh = new ArrayList<>();
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private Duration now = Duration.ZERO;
    private int added;

    private record Pending(Event event, String worker, Duration since) {}

    private void add(String order) {
      fresh.add(new Event("1764061200000-" + added++, order));
    }

    private void pass(Duration time) {
      now = now.plus(time);
    }

    private List<String> pendingOrders() {
      return pending.values().stream().map(each -> each.event.order()).toList();
    }

    @Override
    public List<Event> readNew(String worker) {
      List<Event> given = List.copyOf(fresh.subList(0, Math.min(10, fresh.size())));
      fresh.removeAll(given);
      give(given, worker);
      steps.did("readNew");
      return given;
    }

    @Override
    public List<Event> claim(String worker, Duration atLeast) {
      Predicate<Pending> waited = each -> now.minus(each.since).compareTo(atLeast) >= 0;
      List<Event> given =
          pending.values().stream().filter(waited).limit(10).map(Pending::event).toList();
      give(given, worker);
      steps.did("claim");
      return given;
    }

    private void give(List<Event> given, String worker) {
      given.forEach(event -> pending.put(event.id(), new Pending(event, worker, now)));
    }

    @Override
    public void ack(String id) {
      pending.remove(id);
      steps.did("ack");
    }
  }

  /** Bills that count, some of which cannot be written for a time. */
  private final class FakeBills implements BillingWorker.Bills {
    private final List<String> written = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> impossible = new HashSet<>();
    private final List<String> refused = new ArrayList<>();

    @Override
    public void add(String order) {
      write(order);
      steps.did("add");
    }

    @Override
    public void addOnce(String id, String order) {
      if (!ids.contains(id)) {
        write(order);
        ids.add(id);
      }
      steps.did("addOnce");
    }

    private void write(String order) {
      if (impossible.contains(order)) {
        refused.add(order);
        throw new IllegalStateException("There is no address for the order " + order + ".");
      }
      written.add(order);
    }
  }

  private void begin(String... newOrders) {
    orders = new FakeOrders();
    bills = new FakeBills();
    for (String order : newOrders) {
      orders.add(order);
    }
  }

  private BillingWorker worker(String name) {
    return new BillingWorker(name, orders, bills);
  }

  /** Lets a worker do one round, and returns what it failed with, if anything. */
  private Throwable round(String name) {
    return catchThrowable(() -> worker(name).work());
  }

  @Test
  @Order(1)
  void newOrdersAreBilledAndAcknowledged() {
    begin("mug", "tea", "mug");

    worker("one").work();
    worker("one").work();

    assertThat(bills.written)
        .withFailMessage(
            "Three people ordered a mug, a tea and a mug, and the bills are %s.", bills.written)
        .containsExactly("mug", "tea", "mug");
    assertThat(orders.pendingOrders())
        .withFailMessage(
            "All three orders are billed, and the group still waits for %s: acknowledge what is done, or somebody claims it again and again.",
            orders.pendingOrders())
        .isEmpty();
  }

  @Test
  @Order(2)
  void anotherTakesOverFromTheDead() {
    begin("mug", "tea");
    orders.readNew("the dead one");
    orders.add("pot");
    orders.pass(Duration.ofMinutes(1));

    worker("two").work();

    assertThat(bills.written)
        .withFailMessage(
            "A worker got the orders mug and tea a minute ago, and has died. Another one has worked since, and the bills are %s. Nobody gets mug and tea as new orders: they have to be claimed, however many new ones there are.",
            bills.written)
        .containsExactlyInAnyOrder("mug", "tea", "pot");
  }

  @Test
  @Order(3)
  void whatAColleagueIsWorkingOnStaysWithIt() {
    begin("mug");
    orders.readNew("a colleague");
    orders.pass(Duration.ofSeconds(59));

    worker("two").work();

    assertThat(bills.written)
        .withFailMessage(
            "A colleague has had the order mug for 59 seconds, and is still at it. Another worker has billed it as well.")
        .isEmpty();
    assertThat(orders.pending.values())
        .withFailMessage(
            "A colleague has had the order mug for 59 seconds, and is still at it. Now another worker holds it.")
        .allMatch(each -> each.worker().equals("a colleague"));
  }

  @Test
  @Order(4)
  void whoeverDiesEachOrderIsBilledOnce() {
    for (int command = 1; command <= MANY; command++) {
      begin("mug", "tea", "mug");
      steps.dieAfter(command);
      try {
        worker("one").work();
      } catch (Steps.Death expected) {
        // Others go on.
      }
      if (!steps.happened()) {
        break;
      }
      String commands = steps.before();
      for (int i = 0; i < ROUNDS; i++) {
        orders.pass(Duration.ofMinutes(1));
        worker("two").work();
      }

      assertThat(bills.written)
          .withFailMessage(
              "Three people ordered a mug, a tea and a mug. A worker died after these commands: %s. Another one worked for %s minutes, and the bills are %s.",
              commands, ROUNDS, bills.written)
          .containsExactlyInAnyOrder("mug", "tea", "mug");
    }
  }

  @Test
  @Order(5)
  void anOrderThatCannotBeBilledStopsNobody() {
    begin("mug", "tea", "pot");
    bills.impossible.add("tea");

    Throwable thrown = round("one");

    assertThat(thrown)
        .withFailMessage(
            "The order tea cannot be billed, and work ended with an exception (%s). Go on with the other orders.",
            thrown)
        .isNull();
    assertThat(bills.written)
        .withFailMessage(
            "The order tea cannot be billed, and of the orders mug, tea and pot these are: %s.",
            bills.written)
        .containsExactly("mug", "pot");
  }

  @Test
  @Order(6)
  void anOrderThatCannotBeBilledIsTriedAgain() {
    begin("mug", "tea");
    bills.impossible.add("tea");
    round("one");

    assertThat(orders.pendingOrders())
        .withFailMessage(
            "The order mug is billed, and tea cannot be billed now. What is not acknowledged should be [tea], but is %s.",
            orders.pendingOrders())
        .containsExactly("tea");

    orders.pass(Duration.ofSeconds(59));
    round("one");
    assertThat(bills.refused)
        .withFailMessage(
            "The order tea could not be billed, and was tried %s times within a minute.",
            bills.refused.size())
        .hasSize(1);

    bills.impossible.clear();
    orders.pass(Duration.ofSeconds(1));
    round("one");

    assertThat(bills.written)
        .withFailMessage(
            "The order tea can be billed again, a minute has passed, and the bills are %s.",
            bills.written)
        .containsExactly("mug", "tea");
  }
}
