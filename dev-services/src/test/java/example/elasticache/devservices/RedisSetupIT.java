package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class RedisSetupIT {

  @Test
  void whatIsSetIsInForce() {
    try (var server =
        new RedisSetup()
            .set("maxmemory", "5mb")
            .set("save", 60, 1)
            .set("requirepass", "with \"quotes\" and \\ and spaces")
            .start("--maxmemory-policy", "allkeys-lru")) {
      try (var jedis = new Jedis(server.uri())) {
        jedis.auth("with \"quotes\" and \\ and spaces");
        assertThat(jedis.configGet("maxmemory")).containsEntry("maxmemory", "5242880");
        assertThat(jedis.configGet("save")).containsEntry("save", "60 1");
        assertThat(jedis.configGet("maxmemory-policy"))
            .containsEntry("maxmemory-policy", "allkeys-lru");
      }
    }
  }

  @Test
  void withoutSettingsNothingIsWrittenToDisk() {
    try (var server = RedisServer.start()) {
      assertThat(server.call("CONFIG", "GET", "save")).isEqualTo(List.of("save", ""));
      assertThat(server.call("CONFIG", "GET", "appendonly")).isEqualTo(List.of("appendonly", "no"));
    }
  }

  @Test
  void anAppendOnlyFileBringsTheKeysBackAfterAKill() {
    try (var server =
        new RedisSetup().set("appendonly", "yes").set("appendfsync", "always").start()) {
      server.call("SET", "a", "survives");

      server.kill();
      server.restart();

      assertThat(server.call("GET", "a")).isEqualTo("survives");
    }
  }

  @Test
  void anErrorReplyNamesTheCommandAndASilentServerIsNamed() {
    try (var server = RedisServer.start()) {
      assertThatThrownBy(() -> server.call("SET", "a"))
          .isInstanceOf(ServerException.class)
          .hasMessageStartingWith("SET was refused: ERR wrong number of arguments");

      server.kill();

      assertThatThrownBy(() -> server.call("PING"))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("does not answer");
    }
  }

  @Test
  void aUserWithASpaceInItIsRefused() {
    assertThatThrownBy(() -> AclUser.everything("app", "a b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
