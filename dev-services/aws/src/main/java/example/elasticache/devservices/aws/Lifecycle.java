package example.elasticache.devservices.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Where a resource is between its creation and its end: both its work and its time must be done.
 */
final class Lifecycle {
  private static final String CREATING = "creating";
  private static final String DELETING = "deleting";

  private final InstantSource clock;
  private final String settled;
  private String change;
  private Instant until;
  private CompletableFuture<?> work;

  /** Begins as "creating"; a change that is done leaves the settled status, such as available. */
  Lifecycle(InstantSource clock, String settled, Duration creating, CompletableFuture<?> work) {
    this.clock = clock;
    this.settled = settled;
    begin(CREATING, creating, work);
  }

  /** Returns one that is settled already. */
  static Lifecycle settled(InstantSource clock, String settled) {
    return new Lifecycle(clock, settled, Duration.ZERO, CompletableFuture.completedFuture(null));
  }

  /** Begins a change that takes at least this long. */
  void begin(String name, Duration least, CompletableFuture<?> changing) {
    change = name;
    until = clock.instant().plus(least);
    work = changing;
  }

  /** Begins the end. */
  void end(Duration least, CompletableFuture<?> closing) {
    begin(DELETING, least, closing);
  }

  /** Is gone at once. */
  void endNow() {
    end(Duration.ZERO, CompletableFuture.completedFuture(null));
  }

  String status() {
    if (hasFailed()) {
      return "create-failed";
    }
    return isUnderWay() ? change : settled;
  }

  /** Returns whether it can be changed now. */
  boolean isSettled() {
    return status().equals(settled);
  }

  private boolean hasFailed() {
    return change.equals(CREATING) && work.isCompletedExceptionally();
  }

  /** Returns whether it can be deleted now. */
  boolean mayEnd() {
    return hasFailed() || isSettled() && !isEnding();
  }

  boolean isEnding() {
    return change.equals(DELETING);
  }

  /** Returns whether nothing of it is left. */
  boolean isGone() {
    return isEnding() && !isUnderWay();
  }

  private boolean isUnderWay() {
    return !work.isDone() || clock.instant().isBefore(until);
  }
}
