package example.elasticache.cacheaside.leases;

import static java.nio.charset.StandardCharsets.US_ASCII;

import example.elasticache.cacheaside.Expiry;
import example.elasticache.cacheaside.KeySpace;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserInfoJson;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.params.SetParams;

/** Keeps the slots in Redis 7 or Valkey, one key per user. */
public final class RedisLeasedUserCache implements LeasedUserCache {
  /** Where the keys lie. */
  public static final KeySpace KEYS = new KeySpace("user_info", 1);

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

  private static final int CHUNK = 250;

  private final UnifiedJedis redis;
  private final CacheTimes times;
  private final LongAdder unreadable = new LongAdder();

  /** Works with a {@code RedisClient} and, on a cluster, with a {@code RedisClusterClient}. */
  public RedisLeasedUserCache(UnifiedJedis redis, CacheTimes times) {
    this.redis = redis;
    this.times = times;
  }

  @Override
  public Slot look(long id) {
    return emptyIfOfWrongType(() -> SlotBytes.read(id, redis.get(key(id))));
  }

  /** A list or a set under a user's key is no user: it is replaced like any other rubbish. */
  private static Slot emptyIfOfWrongType(Supplier<Slot> read) {
    try {
      return read.get();
    } catch (JedisDataException e) {
      if (String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
        return new Slot.Empty();
      }
      throw e;
    }
  }

  // tag::open[]
  @Override
  public Slot open(long id) {
    Lease lease = Lease.create();
    Slot slot = openWith(id, lease);
    if (slot instanceof Slot.Empty) {
      // Something lies there that is no user, nor anything else of ours: make room, once.
      unreadable.increment();
      redis.del(key(id));
      slot = openWith(id, lease);
    }
    return slot instanceof Slot.Empty ? new Slot.Closed() : slot;
  }

  private Slot openWith(long id, Lease lease) {
    // One command reads the slot and, if there is nothing, takes the lease.
    return emptyIfOfWrongType(
        () -> opened(id, lease, redis.setGet(key(id), SlotBytes.of(lease), ifEmpty())));
  }

  private SetParams ifEmpty() {
    return SetParams.setParams().nx().px(times.lease().toMillis());
  }

  private static Slot opened(long id, Lease lease, byte[] held) {
    // A cluster client repeats a command whose answer was lost, and then meets its own lease.
    return held == null || Arrays.equals(held, SlotBytes.of(lease))
        ? new Slot.Granted(lease)
        : SlotBytes.read(id, held);
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
    return FILL.run(redis, key(id), SlotBytes.of(lease), value, millis(loaded)).equals(1L);
  }

  private byte[] millis(Optional<UserInfo> loaded) {
    Expiry expiry = loaded.isPresent() ? times.present() : times.absent();
    return Long.toString(expiry.next().toMillis()).getBytes(US_ASCII);
  }

  // end::fill[]

  /** Returns how often a slot held something that is no user, or another user. */
  public long unreadable() {
    return unreadable.sum();
  }

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

  // tag::lookAll[]
  /** One round trip for each 250 users: a longer command would keep other callers waiting. */
  @Override
  public Map<Long, Slot> lookAll(Collection<Long> ids) {
    Map<Long, Slot> slots = new HashMap<>();
    List<Long> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<Long> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
      // On a cluster the keys lie on several nodes, and one MGET must not span them.
      slots.putAll(redis instanceof RedisClusterClient ? getEach(chunk) : getAll(chunk));
    }
    return slots;
  }

  private Map<Long, Slot> getAll(List<Long> ids) {
    Map<Long, Slot> slots = new HashMap<>();
    List<byte[]> values =
        redis.mget(ids.stream().map(RedisLeasedUserCache::key).toArray(byte[][]::new));
    for (int i = 0; i < values.size(); i++) {
      slots.put(ids.get(i), SlotBytes.read(ids.get(i), values.get(i)));
    }
    return slots;
  }

  private Map<Long, Slot> getEach(List<Long> ids) {
    Map<Long, Response<byte[]>> replies = new HashMap<>();
    try (AbstractPipeline pipeline = redis.pipelined()) {
      ids.forEach(id -> replies.put(id, pipeline.get(key(id))));
      pipeline.sync();
    }
    Map<Long, Slot> slots = new HashMap<>();
    replies.forEach(
        (id, reply) -> slots.put(id, emptyIfOfWrongType(() -> SlotBytes.read(id, reply.get()))));
    return slots;
  }

  // end::lookAll[]

  @Override
  public Map<Long, Slot> openAll(Collection<Long> ids) {
    Map<Long, Slot> slots = new HashMap<>();
    Map<Long, Lease> leases = new HashMap<>();
    Map<Long, Response<byte[]>> replies = new HashMap<>();
    try (AbstractPipeline pipeline = redis.pipelined()) {
      for (long id : ids) {
        Lease lease = Lease.create();
        leases.put(id, lease);
        replies.put(id, pipeline.setGet(key(id), SlotBytes.of(lease), ifEmpty()));
      }
      pipeline.sync();
    }
    replies.forEach(
        (id, reply) -> {
          Slot slot = emptyIfOfWrongType(() -> opened(id, leases.get(id), reply.get()));
          // Rare, and it takes more than one step: something lies there that is no user.
          slots.put(id, slot instanceof Slot.Empty ? open(id) : slot);
        });
    return slots;
  }

  @Override
  public void fillAll(Map<Long, Lease> leases, Map<Long, UserInfo> loaded) {
    Map<Long, Response<Object>> replies = new HashMap<>();
    try (AbstractPipeline pipeline = redis.pipelined()) {
      leases.forEach(
          (id, lease) -> {
            Optional<UserInfo> user = Optional.ofNullable(loaded.get(id));
            byte[] value = SlotBytes.of(user);
            if (UserInfoJson.fits(value)) {
              replies.put(
                  id, FILL.queue(pipeline, key(id), SlotBytes.of(lease), value, millis(user)));
            }
          });
      pipeline.sync();
    }
    leases.forEach(
        (id, lease) -> {
          if (!arrived(replies.get(id))) {
            fill(id, lease, Optional.ofNullable(loaded.get(id)));
          }
        });
  }

  /** Returns whether the server knew the script; a new one learns it from the single fill. */
  private static boolean arrived(Response<Object> reply) {
    try {
      return reply != null && reply.get() != null;
    } catch (JedisNoScriptException e) {
      return false;
    }
  }

  private static byte[] key(long id) {
    return KEYS.key(id).getBytes(US_ASCII);
  }
}
