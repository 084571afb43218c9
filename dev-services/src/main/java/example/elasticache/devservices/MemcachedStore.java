package example.elasticache.devservices;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What memcached does with its items: expiry, unique numbers for cas, and forgetting the least
 * recently used when memory runs out. One thread at a time.
 */
final class MemcachedStore {
  private static final long MONTH = 60L * 60 * 24 * 30;
  private static final int OVERHEAD = 50;

  /** An item; {@code expires} is in epoch seconds, and 0 means never. */
  record Item(int flags, byte[] data, long expires, long unique) {}

  private final Map<String, Item> items = new LinkedHashMap<>(16, 0.75f, true);
  private final InstantSource clock;
  private final long limit;
  private long used;
  private long lastUnique;
  long evictions;

  MemcachedStore(InstantSource clock, long limit) {
    this.clock = clock;
    this.limit = limit;
  }

  synchronized Optional<Item> get(String key) {
    Item item = items.get(key);
    if (item != null && expired(item)) {
      remove(key);
      return Optional.empty();
    }
    return Optional.ofNullable(item);
  }

  synchronized void set(String key, int flags, byte[] data, long expiry) {
    remove(key);
    var item = new Item(flags, data, absolute(expiry), ++lastUnique);
    items.put(key, item);
    used += size(key, item);
    Iterator<Map.Entry<String, Item>> oldest = items.entrySet().iterator();
    while (used > limit && oldest.hasNext()) {
      Map.Entry<String, Item> entry = oldest.next();
      if (!entry.getKey().equals(key)) {
        used -= size(entry.getKey(), entry.getValue());
        oldest.remove();
        evictions++;
      }
    }
  }

  /** Replaces the data and keeps flags and expiry. */
  synchronized void replaceData(String key, Item old, byte[] data) {
    remove(key);
    var item = new Item(old.flags, data, old.expires, ++lastUnique);
    items.put(key, item);
    used += size(key, item);
  }

  synchronized void touch(String key, Item old, long expiry) {
    items.put(key, new Item(old.flags, old.data, absolute(expiry), old.unique));
  }

  synchronized boolean remove(String key) {
    Item item = items.remove(key);
    if (item == null) {
      return false;
    }
    used -= size(key, item);
    return true;
  }

  synchronized void clear() {
    items.clear();
    used = 0;
  }

  synchronized int count() {
    return items.size();
  }

  synchronized long bytes() {
    return used;
  }

  /** Up to 30 days count from now, more is a date, and less than nothing is over already. */
  private long absolute(long expiry) {
    long now = clock.instant().getEpochSecond();
    return expiry == 0 ? 0 : expiry < 0 ? 1 : expiry <= MONTH ? now + expiry : expiry;
  }

  private boolean expired(Item item) {
    return item.expires != 0 && item.expires <= clock.instant().getEpochSecond();
  }

  private static long size(String key, Item item) {
    return OVERHEAD + key.length() + item.data.length;
  }
}
