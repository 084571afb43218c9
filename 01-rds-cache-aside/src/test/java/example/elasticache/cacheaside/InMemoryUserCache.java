package example.elasticache.cacheaside;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache for unit tests, with a clock that the test turns. */
final class InMemoryUserCache implements UserCache {
  private record Entry(CachedUser value, Instant expires) {}

  private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
  private final Expiry whenPresent;
  private final Expiry whenAbsent;
  private Instant now = Instant.EPOCH;

  InMemoryUserCache() {
    this(Expiry.after(Duration.ofHours(1)), Expiry.after(Duration.ofSeconds(30)));
  }

  InMemoryUserCache(Expiry whenPresent, Expiry whenAbsent) {
    this.whenPresent = whenPresent;
    this.whenAbsent = whenAbsent;
  }

  void turnClock(Duration time) {
    now = now.plus(time);
  }

  @Override
  public CachedUser find(long id) {
    Entry entry = entries.get(id);
    return entry != null && now.isBefore(entry.expires) ? entry.value : new CachedUser.Unknown();
  }

  @Override
  public void put(UserInfo user) {
    entries.put(user.id(), new Entry(new CachedUser.Present(user), now.plus(whenPresent.next())));
  }

  @Override
  public void putAbsent(long id) {
    entries.put(id, new Entry(new CachedUser.Absent(), now.plus(whenAbsent.next())));
  }

  @Override
  public void evict(long id) {
    entries.remove(id);
  }
}
