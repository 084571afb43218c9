package example.elasticache.s3metadata.events;

import example.elasticache.s3metadata.Lifetimes;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import redis.clients.jedis.RedisClient;

@Testcontainers
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason =
        "Docker does not answer; RedisSequencedMetadataCacheIT runs the same contract without it")
class ValkeyContainerIT implements SequencedMetadataCacheContract {

  @Container
  private static final GenericContainer<?> SERVER =
      new GenericContainer<>("valkey/valkey:8.1").withExposedPorts(6379);

  private static RedisClient redis;

  @BeforeAll
  static void connect() {
    redis =
        RedisClient.create(
            URI.create("redis://" + SERVER.getHost() + ":" + SERVER.getMappedPort(6379)));
  }

  @AfterAll
  static void disconnect() {
    redis.close();
  }

  @Override
  public SequencedMetadataCache sequenced(Lifetimes lifetimes) {
    redis.flushAll();
    return new RedisSequencedMetadataCache(redis, lifetimes);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
