package example.elasticache.enginetour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EngineTest {

  @Test
  void redisSaysItsVersion() {
    assertThat(Engine.parse("# Server\r\nredis_version:7.0.15\r\n"))
        .isEqualTo(new Engine("Redis", 7, 0));
  }

  @Test
  void valkeyIsKnownByItsOwnVersionAndNotByTheOneForOldClients() {
    assertThat(
            Engine.parse("redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:9.1.0\r\n"))
        .isEqualTo(new Engine("Valkey", 9, 1));
  }

  @Test
  void whatSaysNoVersionIsRefused() {
    assertThatThrownBy(() -> Engine.parse("# Server")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOlderEngineLacksAFeatureAndSaysSo() {
    assertThat(new Engine("Redis", 7, 2).lacks("A field's expiry", "7.4", "9.0"))
        .contains("A field's expiry needs Redis 7.4 or Valkey 9.0; this is Redis 7.2");
    assertThat(new Engine("Valkey", 8, 1).lacks("A field's expiry", "7.4", "9.0")).isPresent();
  }

  @Test
  void aNewEnoughEngineLacksNothing() {
    assertThat(new Engine("Redis", 7, 4).lacks("A field's expiry", "7.4", "9.0")).isEmpty();
    assertThat(new Engine("Redis", 8, 0).lacks("A field's expiry", "7.4", "9.0")).isEmpty();
    assertThat(new Engine("Valkey", 9, 0).lacks("A field's expiry", "7.4", "9.0")).isEmpty();
  }
}
