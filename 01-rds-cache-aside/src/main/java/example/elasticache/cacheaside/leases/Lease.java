package example.elasticache.cacheaside.leases;

import java.util.UUID;

/**
 * The right to fill one empty slot, for a short time. The token tells its owner from all others.
 */
public record Lease(String token) {

  /** Returns a lease that nobody else has. */
  static Lease create() {
    return new Lease(UUID.randomUUID().toString());
  }
}
