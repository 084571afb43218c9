package kit;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.UserCache;
import example.elasticache.cacheaside.UserInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A cache with a clock that the check turns: it keeps users for an hour, absences for half a
 * minute.
 */
public final class ClockedCache implements UserCache {
  private static final Duration PRESENT = Duration.ofHours(1);
  private static final Duration ABSENT = Duration.ofSeconds(30);

  private record Entry(CachedUser value, Instant expires) {}

  private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicInteger finds = new AtomicInteger();
  private volatile Instant now = Instant.EPOCH;
  private volatile Runnable afterEachFind = () -> {};

  /** Lets time pass. */
  public void turnClock(Duration time) {
    now = now.plus(time);
  }

  /** Has this run when a look has its answer, and the reader does not have it yet. */
  public void afterEachFind(Runnable action) {
    afterEachFind = action;
  }

  /** Returns how often it was asked so far. */
  public int finds() {
    return finds.get();
  }

  /** Returns what it holds, without counting. */
  public CachedUser peek(long id) {
    Entry entry = entries.get(id);
    return entry != null && now.isBefore(entry.expires) ? entry.value : new CachedUser.Unknown();
  }

  @Override
  public CachedUser find(long id) {
    finds.incrementAndGet();
    CachedUser found = peek(id);
    afterEachFind.run();
    return found;
  }

  @Override
  public void put(UserInfo user) {
    entries.put(user.id(), new Entry(new CachedUser.Present(user), now.plus(PRESENT)));
  }

  @Override
  public void putAbsent(long id) {
    entries.put(id, new Entry(new CachedUser.Absent(), now.plus(ABSENT)));
  }

  @Override
  public void evict(long id) {
    entries.remove(id);
  }
}
