package example.elasticache.lambdacache;

import java.util.UUID;

/** The right to ask the upstream API for all sandboxes, for a short time. */
public record Lease(String token) {

  /** Returns a lease that nobody else has. */
  static Lease create() {
    return new Lease(UUID.randomUUID().toString());
  }
}
