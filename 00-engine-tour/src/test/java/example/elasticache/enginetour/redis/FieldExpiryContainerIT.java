package example.elasticache.enginetour.redis;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.Clients;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason = "Docker does not answer, and the Redis that Maven carries is too old")
class FieldExpiryContainerIT {

  @Container
  private static final GenericContainer<?> SERVER =
      new GenericContainer<>("redis:8.0").withExposedPorts(6379);

  @Test
  void theKeyTakesAllAlongAndTheFieldOnlyItself() throws Exception {
    var uri = URI.create("redis://" + SERVER.getHost() + ":" + SERVER.getMappedPort(6379));
    try (var redis = Clients.redis(uri)) {
      var lab = new FieldExpiry(redis);

      assertThat(lab.missing()).isEmpty();
      assertThat(lab.leftAfterExpiryOfKey()).isEmpty();
      assertThat(lab.leftAfterExpiryOfField()).containsExactly("user");
      assertThat(redis.ttl("tour:session:code")).isGreaterThan(3_000);
    }
  }
}
