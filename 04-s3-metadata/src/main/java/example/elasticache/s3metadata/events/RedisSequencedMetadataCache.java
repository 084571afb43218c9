package example.elasticache.s3metadata.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import example.elasticache.s3metadata.CachedMetadata;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.MetadataJson;
import example.elasticache.s3metadata.MetadataKey;
import example.elasticache.s3metadata.ObjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/**
 * Keeps the copies in Redis or Valkey, each behind its mark: {@code mark|JSON}, {@code mark|-} for
 * an absence, {@code mark|} after a change.
 */
public final class RedisSequencedMetadataCache implements SequencedMetadataCache {
  private static final byte[] ABSENT = {'-'};
  private static final byte[] KEEP_TTL = {};
  private static final int LONGEST_MARK = 128;

  /** A command for more keys would keep everybody else waiting. */
  private static final int CHUNK = 100;

  // tag::fill[]
  /** Key; mark of the look, new value, time to live in ms, or nothing to keep the one it has. */
  private static final Script FILL =
      new Script(
          """
          local mark = string.match(redis.call('GETRANGE', KEYS[1], 0, 128), '^([^|]*)|') or ''
          if mark ~= ARGV[1] then
            return 0
          end
          local value = mark .. '|' .. ARGV[2]
          if ARGV[3] == '' then
            return redis.call('SET', KEYS[1], value, 'XX', 'KEEPTTL') and 1 or 0
          end
          redis.call('SET', KEYS[1], value, 'PX', ARGV[3])
          return 1
          """);

  // end::fill[]

  // tag::invalidate[]
  /** Key; sequencer of the change or nothing, a mark nobody has seen, time to live in ms. */
  private static final Script INVALIDATE =
      new Script(
          """
          local last = string.match(redis.call('GETRANGE', KEYS[1], 0, 128), '^(%x*)') or ''
          local mark = ARGV[1]
          if mark == '' then
            mark = last .. '.' .. ARGV[2]
          elseif mark <= last then
            return 0
          end
          redis.call('SET', KEYS[1], mark .. '|', 'PX', ARGV[3])
          return 1
          """);

  // end::invalidate[]

  private final UnifiedJedis redis;
  private final Lifetimes lifetimes;

  /** Works with a {@code RedisClient} and, on a cluster, with a {@code RedisClusterClient}. */
  public RedisSequencedMetadataCache(UnifiedJedis redis, Lifetimes lifetimes) {
    this.redis = redis;
    this.lifetimes = lifetimes;
  }

  @Override
  public Look look(ObjectId id) {
    return read(id, redis.get(key(id)));
  }

  // tag::lookAll[]
  /** One round trip for each hundred objects. */
  @Override
  public List<Look> lookAll(List<ObjectId> ids) {
    List<Look> looks = new ArrayList<>(ids.size());
    for (int from = 0; from < ids.size(); from += CHUNK) {
      List<ObjectId> chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
      byte[][] keys = chunk.stream().map(RedisSequencedMetadataCache::key).toArray(byte[][]::new);
      // On a cluster the keys lie in different slots, and one MGET must not name them all.
      List<byte[]> values = redis instanceof RedisClusterClient ? getEach(keys) : redis.mget(keys);
      for (int i = 0; i < keys.length; i++) {
        looks.add(read(chunk.get(i), values.get(i)));
      }
    }
    return looks;
  }

  private List<byte[]> getEach(byte[][] keys) {
    List<Response<byte[]>> replies = new ArrayList<>(keys.length);
    try (AbstractPipeline pipeline = redis.pipelined()) {
      for (byte[] key : keys) {
        replies.add(pipeline.get(key));
      }
      pipeline.sync();
    }
    List<byte[]> values = new ArrayList<>(keys.length);
    replies.forEach(reply -> values.add(reply.get()));
    return values;
  }

  // end::lookAll[]

  private static Look read(ObjectId id, byte[] value) {
    int bar = bar(value);
    if (bar < 0) {
      return new Look(new CachedMetadata.Unknown(), Mark.NONE);
    }
    var mark = new Mark(new String(value, 0, bar, US_ASCII));
    if (value.length == bar + 2 && value[bar + 1] == ABSENT[0]) {
      return new Look(new CachedMetadata.Absent(), mark);
    }
    return new Look(MetadataJson.read(id, value, bar + 1), mark);
  }

  /** Returns where the mark ends; what has none is not ours. */
  private static int bar(byte[] value) {
    for (int i = 0; value != null && i < Math.min(value.length, LONGEST_MARK); i++) {
      if (value[i] == '|') {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean fill(Present copy, Mark mark) {
    byte[] time = millis(Duration.ofMillis(lifetimes.nextPresentMillis()));
    return write(copy, mark, time);
  }

  @Override
  public boolean renew(Present copy, Mark mark) {
    return write(copy, mark, KEEP_TTL);
  }

  private boolean write(Present copy, Mark mark, byte[] time) {
    byte[] json = MetadataJson.write(copy);
    return MetadataJson.fits(json) && fill(copy.metadata().id(), mark, json, time);
  }

  @Override
  public boolean fillAbsent(ObjectId id, Mark mark) {
    return fill(id, mark, ABSENT, millis(lifetimes.absent()));
  }

  private boolean fill(ObjectId id, Mark mark, byte[] value, byte[] time) {
    return !mark.equals(Mark.CLOSED)
        && FILL.run(redis, key(id), mark.text().getBytes(US_ASCII), value, time);
  }

  @Override
  public boolean invalidate(ObjectId id, Sequencer change) {
    return INVALIDATE.run(
        redis,
        key(id),
        change.digits().getBytes(US_ASCII),
        UUID.randomUUID().toString().getBytes(US_ASCII),
        millis(lifetimes.present()));
  }

  private static byte[] millis(Duration time) {
    return Long.toString(time.toMillis()).getBytes(US_ASCII);
  }

  private static byte[] key(ObjectId id) {
    return MetadataKey.of(id).getBytes(US_ASCII);
  }
}
