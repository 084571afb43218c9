package example.elasticache.cacheaside;

import java.nio.charset.StandardCharsets;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** Keeps the copies in Redis or Valkey, one JSON text per user. */
public final class RedisUserCache implements UserCache {
  private static final KeySpace KEYS = new KeySpace("user_info", 1);

  private final UnifiedJedis redis;
  private final Expiry whenPresent;
  private final Expiry whenAbsent;

  /** Works with a {@code RedisClient} and, on a cluster, with a {@code RedisClusterClient}. */
  public RedisUserCache(UnifiedJedis redis, Expiry whenPresent, Expiry whenAbsent) {
    this.redis = redis;
    this.whenPresent = whenPresent;
    this.whenAbsent = whenAbsent;
  }

  @Override
  public CachedUser find(long id) {
    return UserInfoJson.read(id, redis.get(key(id)));
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
    // Value and expiry in one command: a crash between two would leave a copy that never expires.
    redis.set(key(id), json, SetParams.setParams().px(expiry.next().toMillis()));
  }

  // end::set[]

  @Override
  public void evict(long id) {
    redis.del(key(id));
  }

  private static byte[] key(long id) {
    return KEYS.key(id).getBytes(StandardCharsets.US_ASCII);
  }
}
