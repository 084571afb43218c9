package example.elasticache.s3metadata.hardened;

import static example.elasticache.s3metadata.Examples.NOON;
import static example.elasticache.s3metadata.Examples.OWNER;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import example.elasticache.devservices.topology.ServerlessRedis;
import example.elasticache.s3metadata.InMemoryMetadataStore;
import example.elasticache.s3metadata.degradation.RedisClients;
import example.elasticache.s3metadata.hardened.Found.Source;
import example.elasticache.s3metadata.listing.Listed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/** The whole on the shapes that ElastiCache has, as the user whom the chapter recommends. */
class ElastiCacheShapesIT {
  // tag::access[]
  /** The access string, as {@code aws elasticache create-user} takes it. */
  private static final String ACCESS =
      """
      ~s3_metadata:* -@all +@connection +cluster|slots +eval +evalsha \
      +get +mget +getrange +set""";

  // end::access[]

  private final InMemoryMetadataStore store = new InMemoryMetadataStore();

  private static String event(String key, String sequencer) {
    return """
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"photos"},
        "object":{"key":"%s","sequencer":"%s"}}}]}"""
        .formatted(key, sequencer);
  }

  /** Does everything that the application does. */
  private void useEverything(HardenedObjects objects) {
    store.put(metadata(SEA, "blue"));
    await().until(() -> look(objects) == Source.COPY);
    objects.accept(event("sea.jpg", "0A"));
    assertThat(look(objects)).isEqualTo(Source.S3);
    assertThat(look(objects)).isEqualTo(Source.COPY);
    objects.accept(event("sea.jpg", "0A"));
    assertThat(look(objects)).isEqualTo(Source.COPY);
    assertThat(objects.find("ada", id("nothing")).metadata()).isEmpty();
    assertThat(objects.find("ada", id("nothing")).source()).isEqualTo(Source.COPY);
    List<Listed> listing =
        IntStream.range(0, 120)
            .mapToObj(i -> metadata(id("page/" + i), "x" + i))
            .peek(store::put)
            .map(m -> new Listed(m.id(), m.eTag().orElseThrow(), NOON))
            .toList();
    assertThat(objects.findAll("ada", listing).found()).hasSize(120);
    // On a busy machine a fill may find no connection free, and the next page asks once more.
    await()
        .until(
            () -> {
              store.asked.clear();
              return objects.findAll("ada", listing).found().size() == 120 && store.asked.isEmpty();
            });
  }

  private static Source look(HardenedObjects objects) {
    return objects.find("ada", SEA).source();
  }

  private HardenedObjects.Builder builder(URI endpoint) {
    return HardenedObjects.builder(store, endpoint, (caller, id) -> true, OWNER)
        .deadline(Duration.ofSeconds(2));
  }

  private static SslOptions trusted(Certificates certificates) {
    return SslOptions.builder()
        .truststore(certificates.trustStore().toFile(), certificates.password().toCharArray())
        .trustStoreType("PKCS12")
        .build();
  }

  @Test
  void onAServerlessCacheNothingIsRefused() {
    try (var serverless = ServerlessRedis.start();
        var objects =
            builder(serverless.uri())
                .tls(trusted(serverless.certificates()))
                .clusterMode()
                .build()) {
      useEverything(objects);

      assertThat((List<?>) serverless.server().call("ACL", "LOG")).isEmpty();
    }
  }

  @Test
  void theUserOfTheChapterCanDoAllThisAndTouchNothingElse() {
    var user = new AclUser("metadata", "secret", ACCESS);
    try (RedisServer server = new RedisSetup().users(user).start()) {
      URI endpoint = URI.create("redis://metadata:secret@127.0.0.1:" + server.address().getPort());
      try (var objects = builder(endpoint).build()) {
        useEverything(objects);
        assertThat((List<?>) server.call("ACL", "LOG")).isEmpty();
      }
      try (var redis = RedisClients.redis(endpoint, SslOptions.defaults())) {
        assertThatThrownBy(() -> redis.get("user_info:v1:1"))
            .isInstanceOf(JedisAccessControlException.class);
        assertThatThrownBy(() -> redis.keys("*")).isInstanceOf(JedisAccessControlException.class);
        assertThatThrownBy(redis::flushAll).isInstanceOf(JedisAccessControlException.class);
      }
    }
  }
}
