package example.elasticache.devservices.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.RespCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class ScriptedRedisTest {

  private static RedisClient client(ScriptedRedis server) {
    return RedisClient.create("127.0.0.1", server.address().getPort());
  }

  @ParameterizedTest
  @CsvSource({
    "OOM command not allowed when used memory > 'maxmemory'.",
    "LOADING Redis is loading the dataset in memory",
    "READONLY You can't write against a read only replica.",
    "MISCONF Redis is configured to save RDB snapshots"
  })
  void anErrorReachesTheClientAsTheServerWouldSayIt(String error) {
    try (var server = ScriptedRedis.answering("-" + error + "\r\n");
        var client = client(server)) {
      assertThatThrownBy(() -> client.set("a", "1"))
          .isInstanceOf(JedisDataException.class)
          .hasMessage(error);
      assertThat(server.received()).extracting(RespCommand::name).containsExactly("SET");
    }
  }

  @Test
  void theHandshakeCanFailAsWell() {
    try (var server =
            ScriptedRedis.answering("+OK\r\n")
                .answer("HELLO", "-WRONGPASS invalid username-password pair\r\n");
        var client = client(server)) {
      assertThatThrownBy(() -> client.get("a"))
          .hasStackTraceContaining("WRONGPASS")
          .isInstanceOfAny(JedisAccessControlException.class, JedisConnectionException.class);
    }
  }

  @Test
  void garbageIsSentAsItIs() {
    try (var server = ScriptedRedis.answering("garbage\r\n");
        var client = client(server)) {
      assertThatThrownBy(() -> client.get("a")).isInstanceOf(JedisConnectionException.class);
    }
  }

  @Test
  void anIntegerWhereAStringIsDueIsSentAsItIs() {
    try (var server = ScriptedRedis.answering(":7\r\n");
        var client = client(server)) {
      assertThatThrownBy(() -> client.get("a")).isInstanceOf(ClassCastException.class);
    }
  }

  @Test
  void aReplyThatEndsTooEarlyClosesTheConnection() {
    try (var server = ScriptedRedis.answeringAndClosing("$100\r\nshort");
        var client = client(server)) {
      assertThatThrownBy(() -> client.get("a")).isInstanceOf(JedisConnectionException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"RESP2", "RESP3"})
  void itAnswersInBothProtocolsAndEachCommandByItsName(RedisProtocol protocol) {
    var config = DefaultJedisClientConfig.builder().protocol(protocol).build();
    try (var server = ScriptedRedis.answering("$1\r\n1\r\n").answer("set", "+OK\r\n");
        var client =
            RedisClient.builder()
                .hostAndPort(new HostAndPort("127.0.0.1", server.address().getPort()))
                .clientConfig(config)
                .build()) {
      assertThat(client.set("a", "1")).isEqualTo("OK");
      assertThat(client.get("a")).isEqualTo("1");
      server.answer("$1\r\n2\r\n");
      assertThat(client.get("a")).isEqualTo("2");
    }
  }
}
