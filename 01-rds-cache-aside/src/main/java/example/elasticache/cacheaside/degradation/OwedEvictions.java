package example.elasticache.cacheaside.degradation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;

/**
 * The users whose copies should be gone, but could not be evicted yet.
 *
 * <p>This JVM reads past the copies that it owes an eviction. Other JVMs may read such a copy until
 * the eviction succeeds, or, if this JVM dies or the list is full, until the copy expires. Nothing
 * else is lost: the store has the truth.
 */
final class OwedEvictions {
  /** Enough for a minute of outage at 150 writes a second; an id takes about 100 bytes. */
  private static final int MOST = 10_000;

  private final Map<Long, Object> owed = new ConcurrentHashMap<>();
  private final LongAdder lost = new LongAdder();

  // tag::add[]
  /** Remembers the id, unless there are far too many; then its copy lives until it expires. */
  void add(long id) {
    if (owed.size() >= MOST && !owed.containsKey(id)) {
      lost.increment();
    } else {
      owed.put(id, new Object());
    }
  }

  // end::add[]

  boolean owes(long id) {
    return !owed.isEmpty() && owed.containsKey(id);
  }

  // tag::pay[]
  /** Tries each eviction again, until one fails. */
  void pay(LongPredicate evict) {
    for (Map.Entry<Long, Object> entry : owed.entrySet()) {
      Object debt = entry.getValue();
      if (!evict.test(entry.getKey())) {
        return;
      }
      // Only this debt: a write that came meanwhile has put another one in its place.
      owed.remove(entry.getKey(), debt);
    }
  }

  // end::pay[]

  int size() {
    return owed.size();
  }

  long lost() {
    return lost.sum();
  }
}
