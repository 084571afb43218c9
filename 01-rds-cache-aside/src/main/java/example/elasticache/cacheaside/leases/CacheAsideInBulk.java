package example.elasticache.cacheaside.leases;

import example.elasticache.cacheaside.CacheStats;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stage 5: many users at once, in as few round trips as one user takes.
 *
 * <p>It fills under leases, so it leaves no stale copy either; but it does not wait for the loads
 * of others: a list of a hundred users should not be as slow as the slowest of them.
 */
public final class CacheAsideInBulk {
  private final UserStore store;
  private final LeasedUserCache cache;
  private final CacheStats.Counter reads = new CacheStats.Counter();

  /** Threads may share it if they may share the store and the cache. */
  public CacheAsideInBulk(UserStore store, LeasedUserCache cache) {
    this.store = store;
    this.cache = cache;
  }

  // tag::findAll[]
  /** Returns those of the users that exist; the store is asked once, for all that are missing. */
  public Map<Long, UserInfo> findAll(Collection<Long> ids) {
    ids.forEach(User::checkId);
    Map<Long, UserInfo> found = new HashMap<>();
    List<Long> toOpen = new ArrayList<>();
    List<Long> toLoad = new ArrayList<>();
    for (var looked : cache.lookAll(ids).entrySet()) {
      if (isKnown(looked, found)) {
        reads.hit();
      } else {
        reads.miss();
        (looked.getValue() instanceof Slot.Closed ? toLoad : toOpen).add(looked.getKey());
      }
    }
    Map<Long, Lease> leases = new HashMap<>();
    if (!toOpen.isEmpty()) {
      for (var opened : cache.openAll(toOpen).entrySet()) {
        if (!isKnown(opened, found)) {
          toLoad.add(opened.getKey());
        }
        if (opened.getValue() instanceof Slot.Granted granted) {
          leases.put(opened.getKey(), granted.lease());
        }
      }
    }
    if (!toLoad.isEmpty()) {
      found.putAll(loadAndFill(toLoad, leases));
    }
    return found;
  }

  // end::findAll[]

  private static boolean isKnown(Map.Entry<Long, Slot> slot, Map<Long, UserInfo> found) {
    if (slot.getValue() instanceof Slot.Present copy) {
      found.put(slot.getKey(), copy.user());
      return true;
    }
    return slot.getValue() instanceof Slot.Absent;
  }

  // tag::loadAndFill[]
  private Map<Long, UserInfo> loadAndFill(List<Long> ids, Map<Long, Lease> leases) {
    Map<Long, UserInfo> loaded;
    try {
      loaded = store.findAll(ids);
    } catch (RuntimeException e) {
      leases.forEach(cache::release);
      throw e;
    }
    if (!leases.isEmpty()) {
      cache.fillAll(leases, loaded);
    }
    return loaded;
  }

  // end::loadAndFill[]

  /** Returns how the reads went so far, each user counted for itself. */
  public CacheStats stats() {
    return reads.stats();
  }
}
