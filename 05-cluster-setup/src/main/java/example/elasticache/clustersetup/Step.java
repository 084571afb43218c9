package example.elasticache.clustersetup;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

// tag::step[]
/**
 * One resource of a setup: what it is, why it is there, and how to find, create and delete it.
 *
 * @param cost what it costs a month, unless it is free
 */
public record Step(
    String what,
    String why,
    Optional<Cost> cost,
    Supplier<Optional<Found>> find,
    Runnable create,
    Runnable delete) {
  // end::step[]

  /** The status of a resource of several parts that has not all of them. */
  static final String INCOMPLETE = "incomplete";

  /**
   * A resource that exists.
   *
   * @param differences how it is not what the plan wants; empty if it is
   * @param ours whether it bears this setup's tag
   */
  public record Found(String status, List<String> differences, boolean ours) {

    /** Returns whether it can be used. */
    public boolean isReady() {
      return status.equals("available") || status.equals("active");
    }

    /** Returns whether a part of it is missing, which creating it again adds. */
    public boolean isIncomplete() {
      return status.equals(INCOMPLETE);
    }

    /** Returns whether waiting is of no use any more. */
    public boolean hasFailed() {
      return status.contains("failed");
    }
  }
}
