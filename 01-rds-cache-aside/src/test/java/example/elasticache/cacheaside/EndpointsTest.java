package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://localhost:6379",
        "rediss://u:p%40@cache.example:6379",
        "redis://[::1]:6379"
      })
  void acceptsAnEndpointWithHostAndPort(String endpoint) {
    assertThatCode(() -> Endpoints.checkRedis(URI.create(endpoint))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://cache.example:6379", "cache.example:6379", "memcached://x:11211"})
  void anotherSchemeIsToldWhatToWrite(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clients.redis(URI.create(endpoint)))
        .withMessageContaining("rediss://my-cache.example:6379");
  }

  @Test
  void aMissingPortIsNamedAndThePasswordIsNot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clients.redis(URI.create("rediss://app:hunter2@cache.example")))
        .withMessageContaining("a host and a port")
        .withMessageNotContaining("hunter2");
  }

  @Test
  void aDatabaseUrlOfAnotherKindIsToldWhatToWrite() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Clients.database(
                    "jdbc:postgresql://db.example/shop?password=hunter2", "app", "hunter2"))
        .withMessageContaining("jdbc:mysql://")
        .withMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://localhost:3306/shop",
        "jdbc:mysql://127.0.0.1/shop",
        "jdbc:mysql://[::1]:3306/shop",
        "jdbc:mysql://localhost"
      })
  void thisMachineIsLocal(String url) {
    assertThat(Endpoints.isLocal(url)).isTrue();
  }

  /** A database elsewhere must show who it is: see {@link Clients#database}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://my-db.example:3306/shop",
        "jdbc:mysql://localhost.example/shop",
        "jdbc:mysql://127.0.0.1.example:3306/shop",
        "jdbc:mysql://my-db.example/localhost",
        "jdbc:mysql://user@127.0.0.1@my-db.example/shop"
      })
  void anotherMachineIsNot(String url) {
    assertThat(Endpoints.isLocal(url)).isFalse();
  }
}
