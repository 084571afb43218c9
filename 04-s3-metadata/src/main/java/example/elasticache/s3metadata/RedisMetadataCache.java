package example.elasticache.s3metadata;

import static java.nio.charset.StandardCharsets.US_ASCII;

import example.elasticache.s3metadata.CachedMetadata.Present;
import java.util.Arrays;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** Keeps the copies in Redis or Valkey, one JSON text per object. */
public final class RedisMetadataCache implements MetadataCache {
  private static final byte[] ABSENT = {'-'};

  private final UnifiedJedis redis;
  private final Lifetimes lifetimes;

  /** Works with a {@code RedisClient} and, on a cluster, with a {@code RedisClusterClient}. */
  public RedisMetadataCache(UnifiedJedis redis, Lifetimes lifetimes) {
    this.redis = redis;
    this.lifetimes = lifetimes;
  }

  @Override
  public CachedMetadata find(ObjectId id) {
    byte[] value = redis.get(key(id));
    return Arrays.equals(value, ABSENT)
        ? new CachedMetadata.Absent()
        : MetadataJson.read(id, value, 0);
  }

  // tag::put[]
  @Override
  public void put(Present copy) {
    // Value and expiry in one command: a crash between two would leave a copy that never expires.
    set(copy, SetParams.setParams().px(lifetimes.nextPresentMillis()));
  }

  @Override
  public void renew(Present copy) {
    // XX: one that has expired meanwhile would come back without an end.
    set(copy, SetParams.setParams().xx().keepTtl());
  }

  private void set(Present copy, SetParams how) {
    byte[] json = MetadataJson.write(copy);
    if (MetadataJson.fits(json)) {
      redis.set(key(copy.metadata().id()), json, how);
    }
  }

  @Override
  public void putAbsent(ObjectId id) {
    redis.set(key(id), ABSENT, SetParams.setParams().px(lifetimes.absent().toMillis()));
  }

  // end::put[]

  @Override
  public void evict(ObjectId id) {
    redis.del(key(id));
  }

  private static byte[] key(ObjectId id) {
    return MetadataKey.of(id).getBytes(US_ASCII);
  }
}
