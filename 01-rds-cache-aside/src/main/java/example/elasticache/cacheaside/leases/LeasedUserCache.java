package example.elasticache.cacheaside.leases;

import example.elasticache.cacheaside.UserInfo;
import java.util.Optional;

/**
 * The copy, with a lease for whoever fills a slot.
 *
 * <p>Every method may throw an unchecked exception when the cache does not answer.
 */
public interface LeasedUserCache {

  /** Looks and takes nothing; never {@link Slot.Granted}. Nearly every read needs no more. */
  Slot look(long id);

  /** Looks again and, if the slot is empty, takes its lease in the same step; never Empty. */
  Slot open(long id);

  /** Puts what was loaded in the place of the lease; false, and no change, if the lease is gone. */
  boolean fill(long id, Lease lease, Optional<UserInfo> loaded);

  /** Gives a lease back unused, so that the next reader need not wait for its end. */
  void release(long id, Lease lease);

  /** Empties the slot, whatever it holds: a lease taken before can no longer fill it. */
  void evict(long id);
}
