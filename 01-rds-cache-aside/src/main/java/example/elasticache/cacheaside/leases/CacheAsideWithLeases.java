package example.elasticache.cacheaside.leases;

import example.elasticache.cacheaside.CacheStats;
import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import example.elasticache.cacheaside.Users;
import example.elasticache.cacheaside.leases.SingleFlight.Landing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stage 3: one load at a time for each user in the whole fleet, and no stale copy after a write.
 */
public final class CacheAsideWithLeases implements Users {
  private final UserStore store;
  private final LeasedUserCache cache;
  private final Duration patience;
  private final SingleFlight<Optional<UserInfo>> flights;
  private final CacheStats.Counter reads = new CacheStats.Counter();
  private final LongAdder loads = new LongAdder();

  /**
   * A reader waits this long for another one's load, in this JVM or elsewhere; a lease is shorter.
   */
  public CacheAsideWithLeases(UserStore store, LeasedUserCache cache, Duration patience) {
    this.store = store;
    this.cache = cache;
    this.patience = patience;
    this.flights = new SingleFlight<>(patience);
  }

  // tag::find[]
  /** Looks in the cache first; on a miss, one caller of this JVM goes on, and the others wait. */
  @Override
  public Optional<UserInfo> find(long id) {
    Slot slot = cache.look(User.checkId(id));
    if (slot instanceof Slot.Present copy) {
      reads.hit();
      return Optional.of(copy.user());
    }
    if (slot instanceof Slot.Absent) {
      reads.hit();
      return Optional.empty();
    }

    reads.miss();
    return flights.join(id, () -> loadUnderLease(id));
  }

  // end::find[]

  // tag::lease[]
  /** Takes the lease and fills the slot, or waits until somebody else has filled it. */
  private Landing<Optional<UserInfo>> loadUnderLease(long id) {
    long start = System.nanoTime();
    while (true) {
      long now = flights.now();
      Slot slot = cache.open(id);
      if (slot instanceof Slot.Present copy) {
        return new Landing<>(Optional.of(copy.user()), now);
      }
      if (slot instanceof Slot.Absent) {
        return new Landing<>(Optional.empty(), now);
      }
      if (slot instanceof Slot.Granted granted) {
        return loadAndFill(id, granted.lease());
      }
      long waited = System.nanoTime() - start;
      if (slot instanceof Slot.Closed || waited > patience.toNanos()) {
        return load(id);
      }
      pause(waited);
    }
  }

  private Landing<Optional<UserInfo>> loadAndFill(long id, Lease lease) {
    Landing<Optional<UserInfo>> loaded;
    try {
      loaded = load(id);
    } catch (RuntimeException e) {
      cache.release(id, lease);
      throw e;
    }
    long now = flights.now();
    // The lease was still there: nobody has written since the load began, so it is true now.
    return cache.fill(id, lease, loaded.value()) ? new Landing<>(loaded.value(), now) : loaded;
  }

  private Landing<Optional<UserInfo>> load(long id) {
    long now = flights.now();
    loads.increment();
    return new Landing<>(store.find(id), now);
  }

  // end::lease[]

  /** Waits for a fiftieth of the time waited so far: what comes late, comes 2 % late. */
  private static void pause(long waitedNanos) {
    long nanos = Math.max(TimeUnit.MILLISECONDS.toNanos(1), waitedNanos / 50);
    try {
      // Drawn from a band, so that the losers of one race do not ask in step.
      TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(nanos / 2, nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while another caller loads.", e);
    }
  }

  // tag::write[]
  /**
   * Writes the store, then empties the slot: also a reader that is still loading leaves no copy.
   */
  @Override
  public void save(User user) {
    write(user.id(), () -> store.save(user));
  }

  /** Deletes from the store, then empties the slot. */
  @Override
  public void delete(long id) {
    write(User.checkId(id), () -> store.delete(id));
  }

  private void write(long id, Runnable request) {
    try {
      request.run();
    } catch (StoreException e) {
      // A write that was rolled back changes nothing here; one whose answer was lost may have.
      if (e.mayHaveBeenWritten()) {
        cache.evict(id);
      }
      throw e;
    }
    cache.evict(id);
  }

  // end::write[]

  @Override
  public CacheStats stats() {
    return reads.stats();
  }

  /** Returns how often the store was read; the other misses waited for somebody else's load. */
  public long loads() {
    return loads.sum();
  }
}
