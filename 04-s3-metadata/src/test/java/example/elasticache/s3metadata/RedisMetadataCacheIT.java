package example.elasticache.s3metadata;

import static example.elasticache.devservices.Service.REDIS;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.DevServices;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.CachedMetadata.Unknown;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class RedisMetadataCacheIT implements MetadataCacheContract {
  private static DevServices services;
  private static RedisClient redis;

  @BeforeAll
  static void connect() {
    services = DevServices.start(REDIS);
    redis = RedisClient.create(services.redis());
  }

  @AfterAll
  static void disconnect() {
    redis.close();
    services.close();
  }

  @Override
  public MetadataCache cache(Lifetimes lifetimes) {
    redis.flushAll();
    return new RedisMetadataCache(redis, lifetimes);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  @Test
  void everyKeyExpires() {
    MetadataCache cache = cache();
    cache.put(COPY);
    cache.renew(COPY);
    cache.putAbsent(id("nothing"));

    assertThat(redis.pttl(MetadataKey.of(SEA))).isBetween(3_000_000L, 3_960_000L);
    assertThat(redis.pttl(MetadataKey.of(id("nothing")))).isBetween(1L, 5_000L);
  }

  @Test
  void anotherObjectsCopyIsNotShown() {
    MetadataCache cache = cache();
    cache.put(COPY);

    redis.copy(MetadataKey.of(SEA), MetadataKey.of(id("other")), true);

    assertThat(cache.find(id("other"))).isEqualTo(new Unknown());
  }

  /** User metadata that large is not S3's; one such value would push out a hundred others. */
  @Test
  void whatIsFarTooLongIsNotKept() {
    MetadataCache cache = cache();
    ObjectMetadata sea = metadata(SEA, "x".repeat(40_000));

    cache.put(new Present(sea, Examples.NOON));

    assertThat(redis.dbSize()).isZero();
  }
}
