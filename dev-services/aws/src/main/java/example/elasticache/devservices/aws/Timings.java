package example.elasticache.devservices.aws;

import java.time.Duration;

/**
 * How long a change takes at least, so that one can watch it; the engines may take longer.
 *
 * @param creating from the create call to "available"
 * @param modifying from a modify call to "available"
 * @param deleting from the delete call until the name is free
 * @param failover from the primary's death to the replica's promotion
 * @param draining from a Memcached node's leaving the cluster's list to its end
 */
public record Timings(
    Duration creating,
    Duration modifying,
    Duration deleting,
    Duration failover,
    Duration draining) {

  /** No wait but the engines' own: for tests. */
  public static final Timings NONE =
      new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Long enough to see every state go by: on AWS, each takes minutes. */
  public static final Timings VISIBLE =
      new Timings(
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2));

  /** Returns the same with another time for creating. */
  public Timings withCreating(Duration other) {
    return new Timings(other, modifying, deleting, failover, draining);
  }

  /** Returns the same with another time for a failover. */
  public Timings withFailover(Duration other) {
    return new Timings(creating, modifying, deleting, other, draining);
  }

  /** Returns the same with another time for draining. */
  public Timings withDraining(Duration other) {
    return new Timings(creating, modifying, deleting, failover, other);
  }
}
