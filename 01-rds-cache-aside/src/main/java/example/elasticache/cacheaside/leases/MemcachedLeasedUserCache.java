package example.elasticache.cacheaside.leases;

import static example.elasticache.cacheaside.MemcachedCalls.ask;
import static example.elasticache.cacheaside.MemcachedCalls.seconds;

import example.elasticache.cacheaside.BytesTranscoder;
import example.elasticache.cacheaside.Expiry;
import example.elasticache.cacheaside.KeySpace;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserInfoJson;
import java.util.Arrays;
import java.util.Optional;
import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.transcoders.Transcoder;

/**
 * Keeps the slots in Memcached: {@code add} takes a lease, {@code gets} and {@code cas} fill it.
 */
public final class MemcachedLeasedUserCache implements LeasedUserCache {
  private static final KeySpace KEYS = new KeySpace("user_info", 1);
  private static final Transcoder<byte[]> BYTES = new BytesTranscoder();

  private final MemcachedClient memcached;
  private final CacheTimes times;

  /** The client is thread-safe: one for the whole application. */
  public MemcachedLeasedUserCache(MemcachedClient memcached, CacheTimes times) {
    this.memcached = memcached;
    this.times = times;
  }

  @Override
  public Slot look(long id) {
    return SlotBytes.read(id, ask(() -> memcached.get(KEYS.key(id), BYTES)));
  }

  // tag::open[]
  @Override
  public Slot open(long id) {
    Lease lease = Lease.create();
    if (add(id, lease)) {
      return new Slot.Granted(lease);
    }
    Slot slot = look(id);
    if (!(slot instanceof Slot.Empty)) {
      return slot;
    }
    // Gone since then, or something that is no user: make room, once.
    ask(() -> memcached.delete(KEYS.key(id)));
    return add(id, lease) ? new Slot.Granted(lease) : new Slot.Taken();
  }

  private boolean add(long id, Lease lease) {
    return ask(
        () -> memcached.add(KEYS.key(id), seconds(times.lease()), SlotBytes.of(lease), BYTES));
  }

  // end::open[]

  // tag::fill[]
  @Override
  public boolean fill(long id, Lease lease, Optional<UserInfo> loaded) {
    byte[] value = SlotBytes.of(loaded);
    if (!UserInfoJson.fits(value)) {
      release(id, lease);
      return false;
    }
    Expiry expiry = loaded.isPresent() ? times.present() : times.absent();
    return replace(id, lease, seconds(expiry.next()), value);
  }

  /** Writes only while the slot is as {@code gets} saw it: with our lease. */
  private boolean replace(long id, Lease lease, int seconds, byte[] value) {
    GetsResponse<byte[]> held = ask(() -> memcached.gets(KEYS.key(id), BYTES));
    return held != null
        && Arrays.equals(held.getValue(), SlotBytes.of(lease))
        && ask(() -> memcached.cas(KEYS.key(id), seconds, value, BYTES, held.getCas()));
  }

  // end::fill[]

  @Override
  public void release(long id, Lease lease) {
    // Memcached compares only when it writes. A date in the past makes the write a deletion.
    replace(id, lease, EXPIRED, new byte[0]);
  }

  /** More than 30 days is read as a date; this one is in 1970. */
  private static final int EXPIRED = (int) Expiry.LONGEST.toSeconds() + 1;

  @Override
  public void evict(long id) {
    if (times.holdOff().isZero()) {
      ask(() -> memcached.delete(KEYS.key(id)));
    } else {
      ask(() -> memcached.set(KEYS.key(id), seconds(times.holdOff()), SlotBytes.held(), BYTES));
    }
  }
}
