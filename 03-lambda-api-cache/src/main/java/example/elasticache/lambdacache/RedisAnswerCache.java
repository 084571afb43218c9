package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import example.elasticache.lambdacache.Opened.Granted;
import example.elasticache.lambdacache.Opened.HeldOff;
import example.elasticache.lambdacache.Opened.Taken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Copies in Valkey or Redis, each under a key of its own, with the lease in a second key beside it.
 *
 * <p>Both keys have the same hash tag, so they lie in the same slot and one script may touch both.
 */
public final class RedisAnswerCache implements AnswerCache {
  /** What all keys begin with; the access string of the function's user names it. */
  public static final String PREFIX = "api_answer:v1:";

  private static final byte[] HOLD_OFF = "hold-off".getBytes(US_ASCII);

  // tag::scripts[]
  /** Takes the lease unless somebody has it, and says what there is, in this order. */
  private static final Script OPEN =
      new Script(
          """
          local holder = redis.call('GET', KEYS[2])
          if not holder then
            redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
          end
          return {holder, redis.call('GET', KEYS[1])}
          """);

  private static final Script KEEP =
      new Script(
          """
          redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
          if redis.call('GET', KEYS[2]) == ARGV[1] then
            redis.call('DEL', KEYS[2])
          end
          return 1
          """);

  private static final Script HOLD =
      new Script(
          """
          if redis.call('GET', KEYS[2]) == ARGV[1] then
            redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
          end
          return 1
          """);

  private static final Script RELEASE =
      new Script(
          """
          if redis.call('GET', KEYS[2]) == ARGV[1] then
            redis.call('DEL', KEYS[2])
          end
          return 1
          """);

  // end::scripts[]

  private final UnifiedJedis redis;
  private final Duration lease;
  private final Duration longest;
  private final InstantSource clock;
  private final LongAdder unreadable = new LongAdder();

  /** A lease ends after this time; a copy that claims to be usable for longer is not believed. */
  public RedisAnswerCache(
      UnifiedJedis redis, Duration lease, Duration longest, InstantSource clock) {
    this.redis = redis;
    this.lease = lease;
    this.longest = longest;
    this.clock = clock;
  }

  // tag::find[]
  @Override
  public Found find(ApiCall call, Budget budget) {
    byte[] key = key(call);
    try {
      return read(key, redis.get(key));
    } catch (JedisDataException e) {
      requireWrongType(e);
      return new Found.Nothing();
    }
  }

  // end::find[]

  // tag::open[]
  @Override
  public Opened open(ApiCall call, Lease wanted, Budget budget) {
    try {
      return open(call, wanted);
    } catch (JedisDataException e) {
      requireWrongType(e);
      // Nothing of ours lies there: make room.
      redis.del(key(call), leaseKey(call));
      return open(call, wanted);
    }
  }

  private Opened open(ApiCall call, Lease wanted) {
    var reply = (List<?>) OPEN.run(redis, keys(call), bytes(wanted), millis(lease));
    Found found = read(key(call), (byte[]) reply.get(1));
    byte[] holder = (byte[]) reply.get(0);
    // A client that repeats a command whose answer was lost meets its own lease.
    if (holder == null || Arrays.equals(holder, bytes(wanted))) {
      return new Granted(found);
    }
    return Arrays.equals(holder, HOLD_OFF) ? new HeldOff(found) : new Taken(found);
  }

  // end::open[]

  /** A list or a set under our key is no copy; any other failure is none of the content. */
  private void requireWrongType(JedisDataException failure) {
    if (!String.valueOf(failure.getMessage()).contains("WRONGTYPE")) {
      throw failure;
    }
    unreadable.increment();
  }

  private Found read(byte[] key, byte[] bytes) {
    Found found = CopyBytes.read(key, bytes, clock.instant(), longest);
    if (bytes != null && found instanceof Found.Nothing) {
      unreadable.increment();
    }
    return found;
  }

  @Override
  public void keep(ApiCall call, Lease lease, Copy copy, Budget budget) {
    Duration life = Duration.between(clock.instant(), copy.usableUntil());
    if (!life.isNegative() && !life.isZero()) {
      KEEP.run(redis, keys(call), bytes(lease), CopyBytes.of(text(call), copy), millis(life));
    }
  }

  @Override
  public void passOn(ApiCall call, Lease lease, Duration time, Budget budget) {
    byte[] mark = CopyBytes.ofPassOn(text(call), clock.instant().plus(time));
    KEEP.run(redis, keys(call), bytes(lease), mark, millis(time));
  }

  @Override
  public void holdOff(ApiCall call, Lease lease, Duration time, Budget budget) {
    HOLD.run(redis, keys(call), bytes(lease), HOLD_OFF, millis(time));
  }

  @Override
  public void release(ApiCall call, Lease lease, Budget budget) {
    RELEASE.run(redis, keys(call), bytes(lease));
  }

  /** Returns how often something lay under a key that was no copy of that call's answer. */
  public long unreadable() {
    return unreadable.sum();
  }

  private static List<byte[]> keys(ApiCall call) {
    return List.of(key(call), leaseKey(call));
  }

  private static String text(ApiCall call) {
    return PREFIX + "{" + call.key() + "}";
  }

  private static byte[] key(ApiCall call) {
    return text(call).getBytes(US_ASCII);
  }

  private static byte[] leaseKey(ApiCall call) {
    return (text(call) + ":lease").getBytes(US_ASCII);
  }

  private static byte[] bytes(Lease lease) {
    return lease.token().getBytes(US_ASCII);
  }

  private static byte[] millis(Duration time) {
    return Long.toString(time.toMillis()).getBytes(US_ASCII);
  }
}
