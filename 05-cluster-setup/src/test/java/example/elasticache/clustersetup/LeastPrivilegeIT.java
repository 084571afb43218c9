package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.topology.ServerlessRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.params.SetParams;

/** The access string of the chapter, before an engine in the shape of a serverless cache. */
class LeastPrivilegeIT {
  private static ServerlessRedis redis;

  @BeforeAll
  static void start() {
    redis = ServerlessRedis.start();
    List<String> rules =
        new ArrayList<>(List.of("ACL", "SETUSER", "gallery-app", "reset", ">secret"));
    rules.addAll(List.of(AccessSteps.ACCESS.split(" ")));
    redis.server().call(rules.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void forget() {
    redis.server().call("ACL", "LOG", "RESET");
  }

  private static DefaultJedisClientConfig login() {
    return DefaultJedisClientConfig.builder()
        .user("gallery-app")
        .password("secret")
        .timeoutMillis(5_000)
        .sslOptions(
            SslOptions.builder()
                .truststore(
                    redis.certificates().trustStore().toFile(),
                    redis.certificates().password().toCharArray())
                .trustStoreType("PKCS12")
                .build())
        .build();
  }

  private static HostAndPort endpoint() {
    return new HostAndPort("localhost", redis.uri().getPort());
  }

  private static RedisClusterClient cluster() {
    return RedisClusterClient.builder().nodes(Set.of(endpoint())).clientConfig(login()).build();
  }

  private static RedisClient single() {
    return RedisClient.builder().hostAndPort(endpoint()).clientConfig(login()).build();
  }

  private static void send(RedisClient cache, Protocol.Command command, String... arguments) {
    var all = new CommandArguments(command);
    for (String argument : arguments) {
      all.add(argument);
    }
    cache.executeCommand(new CommandObject<>(all, BuilderFactory.STRING));
  }

  private static List<?> log() {
    return (List<?>) redis.server().call("ACL", "LOG");
  }

  @Test
  void whatAnApplicationDoesIsNeverRefused() {
    try (var cache = cluster()) {
      cache.set("app:{1}:a", "1", new SetParams().nx().px(60_000));
      cache.incr("app:{1}:a");
      cache.mset("app:{1}:b", "2", "app:{1}:c", "3");
      assertThat(cache.mget("app:{1}:a", "app:{1}:b")).containsExactly("2", "2");
      cache.hset("app:hash", "field", "value");
      cache.zadd("app:zset", 1, "member");
      cache.expire("app:hash", 60);
      assertThat(cache.eval("return redis.call('GET', KEYS[1])", 1, "app:{1}:c")).isEqualTo("3");
      try (var pipeline = cache.pipelined()) {
        pipeline.del("app:hash");
        pipeline.unlink("app:zset");
      }
      assertThat(cache.info("memory")).isNotEmpty();
    }
    assertThat(log()).isEmpty();
  }

  @Test
  void aTransactionOverKeysOfOneSlotIsPossible() {
    // Jedis' cluster client knows no MULTI: a transaction goes over a client for one endpoint.
    try (var cache = single();
        var transaction = cache.multi()) {
      transaction.set("app:{2}:a", "1");
      transaction.incr("app:{2}:a");
      assertThat(transaction.exec()).containsExactly("OK", 2L);
    }
    assertThat(log()).isEmpty();
  }

  @Test
  void keysOfTwoSlotsAreRefusedTogether() {
    try (var cache = single()) {
      assertThatThrownBy(() -> cache.mget("app:1", "app:2")).hasMessageStartingWith("CROSSSLOT");
    }
    assertThat(log()).isEmpty();
  }

  @Test
  void whatServerlessDoesNotHaveIsRefusedAndLogged() {
    try (var cache = single()) {
      assertThatThrownBy(() -> cache.keys("*")).hasMessageStartingWith("NOPERM");
      assertThatThrownBy(cache::flushAll).hasMessageStartingWith("NOPERM");
      assertThatThrownBy(() -> send(cache, Protocol.Command.CONFIG, "GET", "*"))
          .hasMessageStartingWith("NOPERM");
      assertThatThrownBy(() -> cache.get("theirs")).hasMessageStartingWith("NOPERM");
      // The access string allows it; a cluster has one database, so it fails all the same.
      assertThatThrownBy(() -> send(cache, Protocol.Command.SELECT, "1"))
          .hasMessageMatching("(?s)(NOPERM|ERR).*");
    }
    assertThat(log().size()).isGreaterThanOrEqualTo(4);
  }
}
