package example.elasticache.cacheaside.leases;

import example.elasticache.cacheaside.UserInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache with leases for unit tests, with a clock that the test turns. */
public final class InMemoryLeasedUserCache implements LeasedUserCache {
  private record Entry(byte[] bytes, Instant expires) {}

  private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
  final AtomicInteger opens = new AtomicInteger();
  private final CacheTimes times;
  private volatile Instant now = Instant.EPOCH;

  /** Starts empty. */
  public InMemoryLeasedUserCache(CacheTimes times) {
    this.times = times;
  }

  /** Lets this time pass. */
  public void turnClock(Duration time) {
    now = now.plus(time);
  }

  /** Puts anything at all into a slot. */
  public void plant(long id, byte[] bytes) {
    entries.put(id, new Entry(bytes, now.plusSeconds(3600)));
  }

  @Override
  public Slot look(long id) {
    return SlotBytes.read(id, live(entries.get(id)));
  }

  private byte[] live(Entry entry) {
    return entry != null && now.isBefore(entry.expires) ? entry.bytes : null;
  }

  @Override
  public Slot open(long id) {
    opens.incrementAndGet();
    Lease lease = Lease.create();
    Slot[] slot = new Slot[1];
    entries.compute(
        id,
        (key, old) -> {
          slot[0] = SlotBytes.read(id, live(old));
          if (!(slot[0] instanceof Slot.Empty)) {
            return old;
          }
          slot[0] = new Slot.Granted(lease);
          return new Entry(SlotBytes.of(lease), now.plus(times.lease()));
        });
    return slot[0];
  }

  @Override
  public boolean fill(long id, Lease lease, Optional<UserInfo> loaded) {
    Duration life = (loaded.isPresent() ? times.present() : times.absent()).next();
    return replace(id, lease, new Entry(SlotBytes.of(loaded), now.plus(life)));
  }

  @Override
  public void release(long id, Lease lease) {
    replace(id, lease, null);
  }

  private boolean replace(long id, Lease lease, Entry entry) {
    boolean[] mine = new boolean[1];
    entries.computeIfPresent(
        id,
        (key, old) -> {
          mine[0] = Arrays.equals(live(old), SlotBytes.of(lease));
          return mine[0] ? entry : old;
        });
    return mine[0];
  }

  @Override
  public void evict(long id) {
    if (times.holdOff().isZero()) {
      entries.remove(id);
    } else {
      entries.put(id, new Entry(SlotBytes.held(), now.plus(times.holdOff())));
    }
  }
}
