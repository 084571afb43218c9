package example.elasticache.lambdacache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Copies and leases in a map. */
final class InMemoryAnswerCache implements AnswerCache {
  private record Entry(Object value, Instant end) {}

  private final Map<String, Entry> copies = new HashMap<>();
  private final Map<String, Entry> leases = new HashMap<>();
  private final InstantSource clock;
  private final Duration lease;

  InMemoryAnswerCache(Duration lease, InstantSource clock) {
    this.lease = lease;
    this.clock = clock;
  }

  @Override
  public synchronized Found find(ApiCall call, Budget budget) {
    return live(copies, call) instanceof Found found ? found : new Found.Nothing();
  }

  @Override
  public synchronized Opened open(ApiCall call, Lease wanted, Budget budget) {
    Found found = find(call, budget);
    Object holder = live(leases, call);
    if (holder == null || holder.equals(wanted)) {
      leases.put(call.key(), new Entry(wanted, clock.instant().plus(lease)));
      return new Opened.Granted(found);
    }
    return holder instanceof Lease ? new Opened.Taken(found) : new Opened.HeldOff(found);
  }

  @Override
  public synchronized void keep(ApiCall call, Lease lease, Copy copy, Budget budget) {
    copies.put(call.key(), new Entry(copy, copy.usableUntil()));
    release(call, lease, budget);
  }

  @Override
  public synchronized void passOn(ApiCall call, Lease lease, Duration time, Budget budget) {
    copies.put(call.key(), new Entry(new Found.PassOn(), clock.instant().plus(time)));
    release(call, lease, budget);
  }

  @Override
  public synchronized void holdOff(ApiCall call, Lease lease, Duration time, Budget budget) {
    if (lease.equals(live(leases, call))) {
      leases.put(call.key(), new Entry("hold-off", clock.instant().plus(time)));
    }
  }

  @Override
  public synchronized void release(ApiCall call, Lease lease, Budget budget) {
    leases.computeIfPresent(call.key(), (key, e) -> e.value().equals(lease) ? null : e);
  }

  private Object live(Map<String, Entry> entries, ApiCall call) {
    Entry entry = entries.get(call.key());
    return entry != null && clock.instant().isBefore(entry.end()) ? entry.value() : null;
  }
}
