package example.elasticache.s3metadata.events;

import static example.elasticache.devservices.Service.REDIS;
import static example.elasticache.s3metadata.Examples.BUCKET;
import static example.elasticache.s3metadata.Examples.OWNER;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.DevServices;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.LocalBucket;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.S3MetadataStore;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/** A real server's changes, its notifications as JSON, and the cache that follows them. */
class EventsIT {
  private static DevServices services;
  private static RedisClient redis;
  private static LocalBucket bucket;
  private static CacheAsideWithEvents objects;

  @BeforeAll
  static void start() {
    services = DevServices.start(REDIS);
    redis = RedisClient.create(services.redis());
    bucket = new LocalBucket();
    var cache = new RedisSequencedMetadataCache(redis, Lifetimes.defaults());
    objects =
        new CacheAsideWithEvents(new S3MetadataStore(bucket.s3), cache, InstantSource.system());
    bucket.server.sendNotificationsTo(new Invalidator(cache, OWNER)::accept);
  }

  @AfterAll
  static void stop() {
    bucket.close();
    redis.close();
    services.close();
  }

  @BeforeEach
  void empty() {
    bucket.empty();
    eventsHaveArrived();
    redis.flushAll();
  }

  private static void eventsHaveArrived() {
    await().until(() -> bucket.server.delivery().isDone());
  }

  private static long length(ObjectId id) {
    return objects.find(id).orElseThrow().contentLength();
  }

  @Test
  void anOverwriteIsSeenWithTheEvent() {
    bucket.upload(SEA, "blue");
    assertThat(length(SEA)).isEqualTo(4);
    bucket.upload(SEA, "yellow");

    eventsHaveArrived();

    assertThat(length(SEA)).isEqualTo(6);
  }

  @Test
  void aRemovalIsSeenWithTheEvent() {
    bucket.upload(SEA, "blue");
    objects.find(SEA);
    bucket.delete(SEA);

    eventsHaveArrived();

    assertThat(objects.find(SEA)).isEmpty();
  }

  @Test
  void anUploadEndsARememberedAbsence() {
    assertThat(objects.find(SEA)).isEmpty();
    bucket.upload(SEA, "blue");

    eventsHaveArrived();

    assertThat(length(SEA)).isEqualTo(4);
  }

  /** The one change that no ETag tells of. */
  @Test
  void newMetadataOnTheSameContentIsSeenWithTheEvent() {
    bucket.upload(SEA, "blue");
    objects.find(SEA);
    bucket.s3.copyObject(
        b ->
            b.sourceBucket(BUCKET)
                .sourceKey(SEA.key())
                .destinationBucket(BUCKET)
                .destinationKey(SEA.key())
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("title", "new")));

    eventsHaveArrived();

    assertThat(objects.find(SEA).orElseThrow().userMetadata()).containsEntry("title", "new");
  }

  @Test
  void anyKeyIsRecognisedInItsEvent() {
    for (String key : new String[] {"a b+c", "日本語/é.txt", "%20", "{x}:y", "a&b=c;d"}) {
      bucket.upload(id(key), "1");
      assertThat(length(id(key))).isEqualTo(1);
      bucket.upload(id(key), "22");

      eventsHaveArrived();

      assertThat(length(id(key))).as(key).isEqualTo(2);
    }
  }
}
