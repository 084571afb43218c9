package example.elasticache.clustersetup;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A setup that can be run again: what exists is compared, what is missing is created.
 *
 * <p>Nothing is remembered between runs. The cloud itself is asked each time, so a run that broke
 * off anywhere is finished by the next one.
 */
public final class Setup {
  private static final String READY = "ready";
  private static final String GONE = "gone";
  private static final String DELETING = "deleting";

  /** A role, its policy, and that the one is attached to the other. */
  private static final int MOST_PARTS = 3;

  private final List<Step> steps;
  private final Patience patience;
  private final PrintStream out;

  /** Takes the steps in the order of creation; they are deleted in the opposite one. */
  public Setup(List<Step> steps, Patience patience, PrintStream out) {
    this.steps = List.copyOf(steps);
    this.patience = patience;
    this.out = out;
  }

  /** Prints what would be created, why, and what it costs, and changes nothing. */
  public void printPlan() {
    for (Step step : steps) {
      out.printf("  %-34s %s%n", step.what(), step.why());
      step.cost().ifPresent(cost -> out.printf("  %-34s costs %s%n", "", cost));
    }
    steps.stream()
        .flatMap(step -> step.cost().stream())
        .reduce(Cost::plus)
        .ifPresent(all -> out.printf("  %-34s costs %s%n", "All of it", all.range()));
  }

  // tag::create[]
  /** Creates what is missing, and waits until all of it can be used. */
  public void create() {
    for (Step step : steps) {
      if (statusOf(step).equals(DELETING)) {
        awaitEnd(step);
      }
      boolean existed = isWhole(step);
      if (!existed) {
        createOnce(step);
      }
      patience.await(step.what(), READY, () -> stateOf(step));
      out.printf("  %-34s %s%n", step.what(), existed ? "exists" : "created");
    }
  }

  private void createOnce(Step step) {
    for (int left = MOST_PARTS; ; left--) {
      try {
        step.create().run();
        return;
      } catch (SdkException e) {
        // The answer may be lost and the resource there, or a part of it: only a look can tell.
        if (isWhole(step)) {
          return;
        }
        if (left == 1 || statusOf(step).equals(GONE)) {
          throw new SetupException(
              "Could not create %s: %s. Run the same again, and it goes on from here."
                  .formatted(step.what(), e.getMessage()),
              e);
        }
      }
    }
  }

  private static String statusOf(Step step) {
    return look(step).map(Step.Found::status).orElse(GONE);
  }

  private static boolean isWhole(Step step) {
    Optional<Step.Found> found = look(step);
    found.ifPresent(there -> requireAsPlanned(step, there));
    return found.map(there -> !there.isIncomplete()).orElse(false);
  }

  private static void requireAsPlanned(Step step, Step.Found found) {
    // While it is being created, some of its options are still on their way.
    boolean settled = found.isReady() || found.isIncomplete();
    if (settled && !found.differences().isEmpty()) {
      throw new SetupException(
          "%s exists, but not as planned: %s. Choose another name, or change it by hand."
              .formatted(step.what(), String.join("; ", found.differences())));
    }
    if (found.isIncomplete() && !found.ours()) {
      throw new SetupException(
          "%s exists in part, and this setup did not make it, so it does not complete it. Choose another name."
              .formatted(step.what()));
    }
  }

  private static Optional<Step.Found> look(Step step) {
    try {
      return step.find().get();
    } catch (SdkException e) {
      throw new SetupException(
          "Could not ask about %s: %s. Run the same again, and it goes on from here."
              .formatted(step.what(), e.getMessage()),
          e);
    }
  }

  private static String stateOf(Step step) {
    Optional<Step.Found> found = look(step);
    if (found.isEmpty()) {
      return "not there yet";
    }
    requireAsPlanned(step, found.get());
    if (found.get().hasFailed()) {
      throw new SetupException(
          step.what() + " could not be created. Look at its events, delete it, and run again.");
    }
    return found.get().isReady() ? READY : found.get().status();
  }

  // end::create[]

  // tag::delete[]
  /**
   * Deletes what bears this setup's tag, the youngest first, and returns what is left of the plan.
   */
  public List<String> delete() {
    List<Step> backwards = new ArrayList<>(steps);
    Collections.reverse(backwards);
    List<String> left = new ArrayList<>();
    for (Step step : backwards) {
      Optional<Step.Found> found = look(step);
      if (found.isEmpty()) {
        continue;
      }
      if (!found.get().ours()) {
        left.add(step.what() + " was not made by this setup");
        continue;
      }
      Optional<String> refusal = isLeaving(step) ? Optional.empty() : deleteOnce(step);
      if (refusal.isPresent()) {
        left.add(step.what() + " could not be deleted: " + refusal.get());
        continue;
      }
      awaitEnd(step);
      out.printf("  %-34s deleted%n", step.what());
    }
    return left;
  }

  private static Optional<String> deleteOnce(Step step) {
    for (int left = MOST_PARTS; ; left--) {
      try {
        step.delete().run();
        return Optional.empty();
      } catch (SdkException e) {
        // The answer may be lost and the resource on its way out, or a part of it.
        if (isLeaving(step)) {
          return Optional.empty();
        }
        if (left == 1 || !statusOf(step).equals(Step.INCOMPLETE)) {
          return Optional.of(e.getMessage());
        }
      }
    }
  }

  private static boolean isLeaving(Step step) {
    return List.of(DELETING, GONE).contains(statusOf(step));
  }

  private void awaitEnd(Step step) {
    patience.await(step.what(), GONE, () -> statusOf(step));
  }

  // end::delete[]
}
