package example.elasticache.sessions.stages;

import static example.elasticache.sessions.Attribute.CART;
import static example.elasticache.sessions.Attribute.THEME;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.sessions.Session;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import redis.clients.jedis.RedisClient;

/** What needs a newer engine than the one that Maven carries. */
@Testcontainers
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason = "Docker does not answer; HashSessionsIT runs this on a newer engine, if any")
class HashSessionsContainerIT {

  @Container
  private static final GenericContainer<?> SERVER =
      new GenericContainer<>("redis:8.0").withExposedPorts(6379);

  @Test
  void oneAttributeExpiresBeforeItsSession() throws InterruptedException {
    try (var redis =
        RedisClient.create(
            URI.create("redis://" + SERVER.getHost() + ":" + SERVER.getMappedPort(6379)))) {
      var sessions = new HashSessions(redis, Duration.ofHours(1));
      Session session =
          sessions.create(Optional.of("ada"), Map.of(CART, "held for you", THEME, "dark"));
      sessions.expire(session.id(), CART, Duration.ofMillis(100));
      assertThat(sessions.find(session.id()).orElseThrow().get(CART)).isPresent();

      Thread.sleep(300);

      assertThat(sessions.find(session.id()).orElseThrow().attributes())
          .isEqualTo(Map.of(THEME, "dark"));
    }
  }
}
