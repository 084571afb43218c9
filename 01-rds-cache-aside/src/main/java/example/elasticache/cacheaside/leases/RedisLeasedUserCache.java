package example.elasticache.cacheaside.leases;

import static java.nio.charset.StandardCharsets.US_ASCII;

import example.elasticache.cacheaside.Expiry;
import example.elasticache.cacheaside.KeySpace;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserInfoJson;
import java.util.Arrays;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/** Keeps the slots in Redis 7 or Valkey, one key per user. */
public final class RedisLeasedUserCache implements LeasedUserCache {
  private static final KeySpace KEYS = new KeySpace("user_info", 1);

  // tag::scripts[]
  private static final Script FILL =
      new Script(
          """
          if redis.call('GET', KEYS[1]) == ARGV[1] then
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            return 1
          end
          return 0
          """);
  private static final Script RELEASE =
      new Script(
          """
          if redis.call('GET', KEYS[1]) == ARGV[1] then
            return redis.call('DEL', KEYS[1])
          end
          return 0
          """);

  // end::scripts[]

  private final UnifiedJedis redis;
  private final CacheTimes times;

  /** Works with a {@code RedisClient} and, on a cluster, with a {@code RedisClusterClient}. */
  public RedisLeasedUserCache(UnifiedJedis redis, CacheTimes times) {
    this.redis = redis;
    this.times = times;
  }

  @Override
  public Slot look(long id) {
    try {
      return SlotBytes.read(id, redis.get(key(id)));
    } catch (JedisDataException e) {
      return emptyIfOfWrongType(e);
    }
  }

  // tag::open[]
  @Override
  public Slot open(long id) {
    Lease lease = Lease.create();
    Slot slot = openWith(id, lease);
    if (slot instanceof Slot.Empty) {
      // Something lies there that is no user, nor anything else of ours: make room, once.
      redis.del(key(id));
      slot = openWith(id, lease);
    }
    return slot instanceof Slot.Empty ? new Slot.Closed() : slot;
  }

  private Slot openWith(long id, Lease lease) {
    byte[] bytes = SlotBytes.of(lease);
    try {
      // One command reads the slot and, if there is nothing, takes the lease.
      byte[] held =
          redis.setGet(key(id), bytes, SetParams.setParams().nx().px(times.lease().toMillis()));
      // A cluster client repeats a command whose answer was lost, and then meets its own lease.
      return held == null || Arrays.equals(held, bytes)
          ? new Slot.Granted(lease)
          : SlotBytes.read(id, held);
    } catch (JedisDataException e) {
      return emptyIfOfWrongType(e);
    }
  }

  // end::open[]

  private static Slot emptyIfOfWrongType(JedisDataException e) {
    if (String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
      return new Slot.Empty();
    }
    throw e;
  }

  // tag::fill[]
  @Override
  public boolean fill(long id, Lease lease, Optional<UserInfo> loaded) {
    byte[] value = SlotBytes.of(loaded);
    if (!UserInfoJson.fits(value)) {
      release(id, lease);
      return false;
    }
    Expiry expiry = loaded.isPresent() ? times.present() : times.absent();
    byte[] millis = Long.toString(expiry.next().toMillis()).getBytes(US_ASCII);
    return FILL.run(redis, key(id), SlotBytes.of(lease), value, millis).equals(1L);
  }

  // end::fill[]

  @Override
  public void release(long id, Lease lease) {
    RELEASE.run(redis, key(id), SlotBytes.of(lease));
  }

  // tag::evict[]
  @Override
  public void evict(long id) {
    if (times.holdOff().isZero()) {
      redis.del(key(id));
    } else {
      redis.set(key(id), SlotBytes.held(), SetParams.setParams().px(times.holdOff().toMillis()));
    }
  }

  // end::evict[]

  private static byte[] key(long id) {
    return KEYS.key(id).getBytes(US_ASCII);
  }
}
