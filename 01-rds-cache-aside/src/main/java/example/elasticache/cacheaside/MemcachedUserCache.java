package example.elasticache.cacheaside;

import static example.elasticache.cacheaside.MemcachedCalls.ask;
import static example.elasticache.cacheaside.MemcachedCalls.seconds;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.transcoders.Transcoder;

/** Keeps the copies in Memcached, one JSON text per user. */
public final class MemcachedUserCache implements UserCache {
  private static final KeySpace KEYS = new KeySpace("user_info", 1);
  private static final Transcoder<byte[]> BYTES = new BytesTranscoder();

  private final MemcachedClient memcached;
  private final Expiry whenPresent;
  private final Expiry whenAbsent;

  /** The client is thread-safe: one for the whole application. */
  public MemcachedUserCache(MemcachedClient memcached, Expiry whenPresent, Expiry whenAbsent) {
    this.memcached = memcached;
    this.whenPresent = whenPresent;
    this.whenAbsent = whenAbsent;
  }

  @Override
  public CachedUser find(long id) {
    return UserInfoJson.read(id, ask(() -> memcached.get(KEYS.key(id), BYTES)));
  }

  @Override
  public void put(UserInfo user) {
    set(user.id(), UserInfoJson.write(user), whenPresent);
  }

  @Override
  public void putAbsent(long id) {
    set(id, UserInfoJson.writeAbsent(), whenAbsent);
  }

  // tag::set[]
  private void set(long id, byte[] json, Expiry expiry) {
    if (!UserInfoJson.fits(json)) {
      return; // A huge row is served from the store: one such value would push out thousands.
    }
    ask(() -> memcached.set(KEYS.key(id), seconds(expiry.next()), json, BYTES));
  }

  // end::set[]

  @Override
  public void evict(long id) {
    ask(() -> memcached.delete(KEYS.key(id)));
  }
}
