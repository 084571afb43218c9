package example.elasticache.cacheaside;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.exception.MemcachedException;
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
    ask(() -> memcached.set(KEYS.key(id), seconds(expiry.next()), json, BYTES));
  }

  // end::set[]

  @Override
  public void evict(long id) {
    ask(() -> memcached.delete(KEYS.key(id)));
  }

  // tag::seconds[]
  /** Rounds up: Memcached counts whole seconds, and 0 would mean "never expires". */
  private static int seconds(Duration time) {
    return (int) Math.min(Expiry.LONGEST.toSeconds(), (time.toMillis() + 999) / 1000);
  }

  // end::seconds[]

  private static <T> T ask(Call<T> call) {
    try {
      return call.run();
    } catch (TimeoutException | MemcachedException e) {
      throw new CacheException("Memcached did not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheException("Interrupted while waiting for Memcached.", e);
    }
  }

  private interface Call<T> {
    T run() throws TimeoutException, InterruptedException, MemcachedException;
  }
}
