package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class SetupTest {
  private final Map<String, Step.Found> cloud = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed);
  private final Patience patience = new Patience(Duration.ZERO, Duration.ZERO, line -> {});

  private Step step(String name) {
    return new Step(
        name,
        "why",
        Optional.empty(),
        () -> Optional.ofNullable(cloud.get(name)),
        () -> {
          calls.add("create " + name);
          cloud.put(name, new Step.Found("available", List.of(), true));
        },
        () -> {
          calls.add("delete " + name);
          cloud.remove(name);
        });
  }

  private Setup setup(Step... steps) {
    return new Setup(List.of(steps), patience, out);
  }

  @Test
  void createsInOrderAndDeletesBackwards() {
    var setup = setup(step("a"), step("b"));

    setup.create();
    assertThat(setup.delete()).isEmpty();

    assertThat(calls).containsExactly("create a", "create b", "delete b", "delete a");
  }

  @Test
  void aSecondRunCreatesNothing() {
    var setup = setup(step("a"));
    setup.create();
    calls.clear();

    setup.create();

    assertThat(calls).isEmpty();
    assertThat(printed.toString()).contains("exists");
  }

  @Test
  void thePlanChangesNothing() {
    setup(step("a")).printPlan();

    assertThat(calls).isEmpty();
    assertThat(printed.toString()).contains("a", "why");
  }

  @Test
  void whatExistsOtherwiseIsRefusedAndLeftAlone() {
    cloud.put("a", new Step.Found("available", List.of("TLS is false, not true"), true));

    assertThatThrownBy(() -> setup(step("a")).create())
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("TLS is false, not true");
    assertThat(calls).isEmpty();
  }

  @Test
  void whatIsBeingCreatedIsComparedOnlyWhenItIsThere() {
    var states =
        new ArrayList<>(
            List.of(
                new Step.Found("creating", List.of("automatic failover is enabling"), true),
                new Step.Found("creating", List.of("automatic failover is enabling"), true),
                new Step.Found("creating", List.of("automatic failover is enabling"), true),
                new Step.Found("available", List.of(), true)));
    var growing =
        new Step(
            "a",
            "",
            Optional.empty(),
            () -> Optional.of(states.remove(0)),
            () -> calls.add("create a"),
            () -> {});

    new Setup(List.of(growing), new Patience(Duration.ofMinutes(1), Duration.ZERO, line -> {}), out)
        .create();

    assertThat(states).isEmpty();
    assertThat(calls).isEmpty();
  }

  @Test
  void whatSomebodyElseBeganIsNotCompleted() {
    cloud.put("a", new Step.Found(Step.INCOMPLETE, List.of(), false));

    assertThatThrownBy(() -> setup(step("a")).create())
        .isInstanceOf(SetupException.class)
        .hasMessageContainingAll("a exists in part", "Choose another name");
    assertThat(calls).isEmpty();
  }

  @Test
  void thePlanAddsUpWhatItCosts() {
    Step free = step("free");
    var cheap =
        new Step(
            "cheap",
            "",
            Optional.of(new Cost(6, 67, "June")),
            free.find(),
            free.create(),
            () -> {});
    var dear =
        new Step("dear", "", Optional.of(Cost.ofNodes(3)), free.find(), free.create(), () -> {});

    setup(free, cheap, dear).printPlan();

    assertThat(printed.toString())
        .contains(
            "costs about 6 to 67 USD a month (June; check the price page)",
            "costs about 36 USD a month (3 nodes, 12 each; us-east-1 list, 2026; check")
        .containsPattern("All of it +costs about 42 to 103 USD a month");
  }

  @Test
  void whatBearsNoTagIsNotDeletedAndIsReported() {
    cloud.put("a", new Step.Found("available", List.of(), false));

    assertThat(setup(step("a")).delete()).containsExactly("a was not made by this setup");
    assertThat(cloud).containsKey("a");
  }

  @Test
  void whatRefusesToGoIsReportedAndTheRestGoes() {
    Step stuck =
        new Step(
            "stuck",
            "",
            Optional.empty(),
            () -> Optional.of(new Step.Found("available", List.of(), true)),
            () -> {},
            () -> {
              throw SdkClientException.create("still in use");
            });
    var setup = setup(step("a"), stuck, step("b"));
    setup.create();

    assertThat(setup.delete()).containsExactly("stuck could not be deleted: still in use");
    assertThat(cloud).isEmpty();
  }

  @Test
  void whatIsStillBeingDeletedIsAwaitedAndThenCreated() {
    cloud.put("a", new Step.Found("deleting", List.of(), true));
    Step a = step("a");
    var looks = new AtomicInteger();
    var leaving =
        new Step(
            "a",
            "",
            Optional.empty(),
            () -> {
              if (looks.incrementAndGet() == 3) {
                cloud.remove("a");
              }
              return a.find().get();
            },
            a.create(),
            a.delete());

    new Setup(List.of(leaving), new Patience(Duration.ofMinutes(1), Duration.ZERO, line -> {}), out)
        .create();

    assertThat(calls).containsExactly("create a");
    assertThat(cloud.get("a").isReady()).isTrue();
  }

  @Test
  void aPartOfAResourceIsCompleted() {
    cloud.put("a", new Step.Found(Step.INCOMPLETE, List.of(), true));

    setup(step("a")).create();

    assertThat(calls).containsExactly("create a");
  }

  @Test
  void aLostAnswerIsNoFailureIfTheResourceIsThere() {
    Step a = step("a");
    var lossy =
        new Step(
            "a",
            "",
            Optional.empty(),
            a.find(),
            () -> {
              a.create().run();
              throw SdkClientException.create("connection reset");
            },
            a.delete());

    setup(lossy).create();

    assertThat(cloud).containsKey("a");
  }

  @Test
  void aRefusalNamesTheResourceAndKeepsTheCause() {
    var refused =
        new Step(
            "cache x",
            "",
            Optional.empty(),
            Optional::empty,
            () -> {
              throw SdkClientException.create("no");
            },
            () -> {});

    assertThatThrownBy(() -> setup(refused).create())
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("cache x")
        .hasCauseInstanceOf(SdkClientException.class);
  }

  @Test
  void waitingEndsAtTheDeadlineAndSaysWhatToDo() {
    cloud.put("a", new Step.Found("creating", List.of(), true));

    assertThatThrownBy(() -> setup(step("a")).create())
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("a was still creating")
        .hasMessageContaining("run the same again");
  }

  @Test
  void whatCouldNotBeCreatedIsNotWaitedFor() {
    cloud.put("a", new Step.Found("create-failed", List.of(), true));

    assertThatThrownBy(() -> setup(step("a")).create()).hasMessageContaining("Look at its events");
  }

  @Test
  void eachNewStateIsToldOnce() {
    List<String> told = new ArrayList<>();
    var states = new ArrayList<>(List.of("creating", "creating", "modifying", "ready"));

    new Patience(Duration.ofMinutes(1), Duration.ZERO, told::add)
        .await("a", "ready", () -> states.remove(0));

    assertThat(told).containsExactly("a: creating", "a: modifying");
  }

  @Test
  void unsafeChoicesAreRefused() {
    assertThatThrownBy(() -> new Place(List.of("subnet-a"), "sg-1"))
        .hasMessageContaining("two subnets");
    assertThatThrownBy(() -> new Place(List.of("a", "b"), "0.0.0.0/0"))
        .hasMessageContaining("never 0.0.0.0/0");
    assertThatThrownBy(() -> new OwnClusterSteps.Cluster("c", "p", "s", "u", 0))
        .hasMessageContaining("nothing takes over");
  }
}
