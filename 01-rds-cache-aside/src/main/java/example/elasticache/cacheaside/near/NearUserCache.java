package example.elasticache.cacheaside.near;

import com.github.benmanes.caffeine.cache.Caffeine;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.leases.Lease;
import example.elasticache.cacheaside.leases.LeasedUserCache;
import example.elasticache.cacheaside.leases.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Keeps the copies that this JVM reads often in its own memory, for as long as they are true. */
public final class NearUserCache implements LeasedUserCache, Invalidations.Target {

  /** Stands where a copy will be put, unless an invalidation takes it away meanwhile. */
  private static final class Ticket {}

  private final LeasedUserCache cache;
  private final ConcurrentMap<Long, Object> near;
  private final LongAdder hits = new LongAdder();
  private volatile boolean coherent;

  /**
   * Keeps so many copies at most, each no longer than this, whatever the server says or forgets.
   */
  public NearUserCache(LeasedUserCache cache, int most, Duration longest) {
    this(
        cache,
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterWrite(longest)
            .<Long, Object>build()
            .asMap());
  }

  /** Works with any map, so that a test can go through every order of its steps. */
  NearUserCache(LeasedUserCache cache, ConcurrentMap<Long, Object> near) {
    this.cache = cache;
    this.near = near;
  }

  // tag::look[]
  @Override
  public Slot look(long id) {
    if (!coherent) {
      return cache.look(id);
    }
    if (near.get(id) instanceof Slot.Present copy) {
      hits.increment();
      return copy;
    }
    var ticket = new Ticket();
    near.put(id, ticket);
    Slot slot = cache.look(id);
    keep(id, ticket, slot);
    return slot;
  }

  /** Puts the copy in the place of its ticket; if that is gone, the copy may be old by now. */
  private void keep(long id, Ticket ticket, Slot slot) {
    if (slot instanceof Slot.Present) {
      near.replace(id, ticket, slot);
    } else {
      near.remove(id, ticket);
    }
  }

  // end::look[]

  @Override
  public Map<Long, Slot> lookAll(Collection<Long> ids) {
    if (!coherent) {
      return cache.lookAll(ids);
    }
    Map<Long, Slot> slots = new HashMap<>();
    Map<Long, Ticket> tickets = new HashMap<>();
    List<Long> far = new ArrayList<>();
    for (long id : ids) {
      if (near.get(id) instanceof Slot.Present copy) {
        hits.increment();
        slots.put(id, copy);
      } else {
        var ticket = new Ticket();
        tickets.put(id, ticket);
        near.put(id, ticket);
        far.add(id);
      }
    }
    if (!far.isEmpty()) {
      Map<Long, Slot> looked = cache.lookAll(far);
      looked.forEach((id, slot) -> keep(id, tickets.get(id), slot));
      slots.putAll(looked);
    }
    return slots;
  }

  // tag::invalidate[]
  @Override
  public void begin() {
    // First what was put by readers who came before the connection was lost.
    near.clear();
    coherent = true;
  }

  @Override
  public void invalidate(long id) {
    near.remove(id);
  }

  @Override
  public void invalidateAll() {
    near.clear();
  }

  @Override
  public void lost() {
    coherent = false;
    near.clear();
  }

  /** Evicts there first: what a reader puts here in between is then dropped with the rest. */
  @Override
  public void evict(long id) {
    cache.evict(id);
    near.remove(id);
  }

  // end::invalidate[]

  @Override
  public Slot open(long id) {
    return cache.open(id);
  }

  @Override
  public Map<Long, Slot> openAll(Collection<Long> ids) {
    return cache.openAll(ids);
  }

  @Override
  public boolean fill(long id, Lease lease, Optional<UserInfo> loaded) {
    return cache.fill(id, lease, loaded);
  }

  @Override
  public void fillAll(Map<Long, Lease> leases, Map<Long, UserInfo> loaded) {
    cache.fillAll(leases, loaded);
  }

  @Override
  public void release(long id, Lease lease) {
    cache.release(id, lease);
  }

  /** Returns whether copies are kept at the moment. */
  public boolean isCoherent() {
    return coherent;
  }

  /** Returns how many reads were answered from here. */
  public long hits() {
    return hits.sum();
  }
}
