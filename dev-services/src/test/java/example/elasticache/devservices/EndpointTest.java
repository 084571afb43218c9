package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it changes system properties")
class EndpointTest {

  @AfterEach
  void unset() {
    for (String name :
        new String[] {"redis.url", "memcached", "mysql.url", "mysql.password", "servers"}) {
      System.clearProperty("gallery." + name);
    }
  }

  @Test
  void aSettingNamesTheEndpoint() {
    System.setProperty("gallery.redis.url", " rediss://app:p%40ss@cache.invalid:6379 ");
    System.setProperty("gallery.memcached", "127.0.0.1:11211");
    System.setProperty("gallery.mysql.url", "jdbc:mysql://127.0.0.1/shop");

    assertThat(Endpoint.fromEnvironment(Service.REDIS).orElseThrow().uri())
        .isEqualTo(URI.create("rediss://app:p%40ss@cache.invalid:6379"));
    assertThat(Endpoint.fromEnvironment(Service.MEMCACHED).orElseThrow().where())
        .isEqualTo("127.0.0.1:11211");
    assertThat(Endpoint.fromEnvironment(Service.MYSQL).orElseThrow().where())
        .isEqualTo("127.0.0.1:3306");
  }

  @Test
  void withoutASettingThereIsNoEndpoint() {
    assertThat(Endpoint.fromEnvironment(Service.REDIS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://cache:6379",
        "cache.example:6379",
        "redis://:hunter2@cache.example",
        "redis://app:hunter2@cache.example:0",
        "redis://app:hunter2@cache.example:99999",
        "redis://app:hunter2%@cache.example:6379",
        "redis://app:hunter2 x@cache.example:6379",
        "rediss://"
      })
  void anEndpointThatCannotBeReadIsToldWhatToWriteAndNoPasswordIsShown(String endpoint) {
    System.setProperty("gallery.redis.url", endpoint);

    assertThatThrownBy(() -> Endpoint.fromEnvironment(Service.REDIS))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("GALLERY_REDIS_URL")
        .hasMessageContaining("rediss://user:password@host:6379")
        .hasNoCause()
        .message()
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cache.example", ":11211", "cache.example:", "http://cache:1", "a:99999"})
  void aMemcachedAddressNeedsHostAndPort(String address) {
    System.setProperty("gallery.memcached", address);

    assertThatThrownBy(() -> Endpoint.fromEnvironment(Service.MEMCACHED))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("host:11211");
  }

  @Test
  void aDatabaseUrlIsCheckedAndItsPasswordNotShown() {
    System.setProperty("gallery.mysql.url", "jdbc:mysql://app:hunter2@db.example/shop");

    assertThatThrownBy(() -> Endpoint.fromEnvironment(Service.MYSQL))
        .hasMessageContaining("jdbc:mysql://host:3306/database")
        .message()
        .doesNotContain("hunter2");
    assertThat(new Database("jdbc:mysql://db/x", "app", "hunter2").toString())
        .isEqualTo("Database[url=jdbc:mysql://db/x, user=app]");
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    System.setProperty("gallery.memcached", "cache.invalid:11211");

    assertThatThrownBy(() -> DevServices.start(Service.MEMCACHED))
        .hasMessageContaining("No such host: cache.invalid")
        .hasMessageContaining("VPC");
  }

  @Test
  void aPortWhereNothingListensIsNamed() {
    System.setProperty("gallery.redis.url", "redis://127.0.0.1:" + Ports.free());

    assertThatThrownBy(() -> DevServices.start(Service.REDIS))
        .hasMessageContaining("Nothing accepts connections at 127.0.0.1:")
        .hasMessageContaining("security group");
  }

  @Test
  void aServerNamedByTheEnvironmentIsUsedAndLeftAlone() {
    try (var own = MemcachedStandIn.start()) {
      System.setProperty("gallery.memcached", "127.0.0.1:" + own.address().getPort());

      try (var services = DevServices.start(Service.MEMCACHED)) {
        assertThat(services.memcached()).isEqualTo(own.address());
        assertThatThrownBy(() -> services.pause(Service.MEMCACHED))
            .hasMessageContaining("named by the environment")
            .hasMessageContaining("Unset GALLERY_MEMCACHED");
      }

      assertThat(Processes.listens(own.address())).isTrue();
    }
  }

  @Test
  void anUnknownSourceIsRefused() {
    System.setProperty("gallery.servers", "podman");

    assertThatThrownBy(() -> DevServices.start(Service.REDIS))
        .hasMessage("GALLERY_SERVERS is \"podman\", but must be auto, local or docker.");
  }

  @Test
  void aServiceThatWasNotAskedForIsNamed() {
    try (var services = DevServices.start(Service.MEMCACHED)) {
      assertThatThrownBy(services::redis)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("REDIS");
    }
  }
}
