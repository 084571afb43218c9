package example.elasticache.cacheaside.leases;

import example.elasticache.cacheaside.UserInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

  /** As {@link #look} for each of them; in one round trip where the cache can do that. */
  default Map<Long, Slot> lookAll(Collection<Long> ids) {
    Map<Long, Slot> slots = new HashMap<>();
    ids.forEach(id -> slots.put(id, look(id)));
    return slots;
  }

  /** As {@link #open} for each of them; in one round trip where the cache can do that. */
  default Map<Long, Slot> openAll(Collection<Long> ids) {
    Map<Long, Slot> slots = new HashMap<>();
    ids.forEach(id -> slots.put(id, open(id)));
    return slots;
  }

  /** As {@link #fill} for each lease, with what was loaded for it or with its absence. */
  default void fillAll(Map<Long, Lease> leases, Map<Long, UserInfo> loaded) {
    leases.forEach((id, lease) -> fill(id, lease, Optional.ofNullable(loaded.get(id))));
  }
}
