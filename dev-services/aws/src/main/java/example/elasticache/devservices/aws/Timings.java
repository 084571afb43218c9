package example.elasticache.devservices.aws;

import java.time.Duration;

/**
 * How long a change takes at least, so that one can watch it; the engines may take longer.
 *
 * @param creating from the create call to "available"
 * @param modifying from a modify call to "available"
 * @param deleting from the delete call until the name is free
 * @param failover from the primary's death to the replica's promotion
 */
public record Timings(Duration creating, Duration modifying, Duration deleting, Duration failover) {

  /** No wait but the engines' own: for tests. */
  public static final Timings NONE =
      new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Long enough to see every state go by: on AWS, each takes minutes. */
  public static final Timings VISIBLE =
      new Timings(
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1));
}
