package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.topology.RedisCluster;
import example.elasticache.devservices.topology.ServerlessRedis;
import example.elasticache.devservices.topology.TlsRedis;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** The access string of the chapter, before engines in each shape that the chapter creates. */
class LeastPrivilegeIT {

  /** What holds in every shape. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Contract {

    abstract Collection<RedisServer> engines();

    abstract Certificates certificates();

    /** Returns an endpoint that has the slot of this key. */
    abstract InetSocketAddress endpointOf(String key);

    /** Returns the client that an application would use. */
    abstract UnifiedJedis client();

    final DefaultJedisClientConfig login() {
      return AppUser.login()
          .timeoutMillis(5_000)
          .sslOptions(AppUser.trusting(certificates()))
          .build();
    }

    final RedisClusterClient cluster() {
      return RedisClusterClient.builder()
          .nodes(Set.of(new HostAndPort("localhost", endpointOf("app:").getPort())))
          .clientConfig(login())
          .build();
    }

    final RedisClient single(String key) {
      return RedisClient.builder()
          .hostAndPort("localhost", endpointOf(key).getPort())
          .clientConfig(login())
          .build();
    }

    @BeforeEach
    void forget() {
      AppUser.forgetRefusals(engines());
    }

    final void assertNothingWasRefused() {
      assertThat(AppUser.refusals(engines())).isEmpty();
    }

    @Test
    void whatAnApplicationDoesIsNeverRefused() {
      try (var cache = client()) {
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
        cache.del("app:{1}:a", "app:{1}:b", "app:{1}:c");
      }
      assertNothingWasRefused();
    }

    @Test
    void aTransactionOverKeysOfOneSlotIsPossible() {
      // Jedis' cluster client knows no MULTI: a transaction goes over a client for one endpoint.
      try (var cache = single("app:{2}:a");
          var transaction = cache.multi()) {
        transaction.set("app:{2}:a", "1");
        transaction.incr("app:{2}:a");
        assertThat(transaction.exec()).containsExactly("OK", 2L);
      }
      assertNothingWasRefused();
    }

    @Test
    void whatIsNoneOfItsBusinessIsRefusedAndLogged() {
      try (var cache = single("theirs")) {
        assertThatThrownBy(() -> cache.get("theirs")).hasMessageStartingWith("NOPERM");
        assertThatThrownBy(() -> cache.set("theirs", "mine")).hasMessageStartingWith("NOPERM");
        for (List<String> command :
            List.of(
                List.of("KEYS", "*"),
                List.of("FLUSHALL"),
                List.of("CONFIG", "GET", "*"),
                List.of("BGSAVE"),
                List.of("SHUTDOWN"),
                List.of("REPLICAOF", "NO", "ONE"),
                List.of("CLIENT", "KILL", "TYPE", "normal"),
                List.of("ACL", "SETUSER", AppUser.USER.name(), "+@all"))) {
          assertThatThrownBy(() -> send(cache, command))
              .as(command.toString())
              .hasMessageStartingWith("NOPERM");
        }
      }
      assertThat(AppUser.refusals(engines())).hasSize(9);
    }

    static void send(RedisClient cache, List<String> command) {
      var all = new CommandArguments(Protocol.Command.valueOf(command.get(0)));
      command.stream().skip(1).forEach(all::add);
      cache.executeCommand(new CommandObject<>(all, BuilderFactory.STRING));
    }
  }

  /** What holds, besides, where keys lie in slots. */
  abstract static class ClusterContract extends Contract {
    @Override
    UnifiedJedis client() {
      return cluster();
    }

    @Test
    void keysOfTwoSlotsAreRefusedTogether() {
      try (var cache = single("app:1")) {
        assertThatThrownBy(() -> cache.mget("app:1", "app:2")).hasMessageStartingWith("CROSSSLOT");
      }
      assertNothingWasRefused();
    }

    @Test
    void thereIsOneDatabase() {
      try (var cache = single("app:1")) {
        assertThatThrownBy(() -> send(cache, List.of("SELECT", "1")))
            .hasMessageMatching("(?s)(NOPERM|ERR).*");
      }
    }
  }

  /** A serverless cache: it refuses more than the access string does. */
  @Nested
  class OnAServerlessCache extends ClusterContract {
    private final ServerlessRedis redis = ServerlessRedis.start();

    OnAServerlessCache() {
      List<String> rules = new ArrayList<>(List.of("ACL", "SETUSER", AppUser.USER.name(), "reset"));
      rules.add(">" + AppUser.USER.password());
      rules.addAll(List.of(AppUser.USER.rules().split(" ")));
      rules.addAll(List.of(ServerlessRedis.REFUSED.split(" ")));
      redis.server().call(rules.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
      redis.close();
    }

    @Override
    Collection<RedisServer> engines() {
      return List.of(redis.server());
    }

    @Override
    Certificates certificates() {
      return redis.certificates();
    }

    @Override
    InetSocketAddress endpointOf(String key) {
      return redis.server().address();
    }
  }

  /** A cluster of one's own, cluster mode disabled: one engine has all keys. */
  @Nested
  class OnAPrimary extends Contract {
    private final TlsRedis redis = TlsRedis.start(AppUser.USER);

    @AfterAll
    void stop() {
      redis.close();
    }

    @Override
    Collection<RedisServer> engines() {
      return List.of(redis.server());
    }

    @Override
    Certificates certificates() {
      return redis.certificates();
    }

    @Override
    InetSocketAddress endpointOf(String key) {
      return redis.server().address();
    }

    @Override
    UnifiedJedis client() {
      return single("app:");
    }
  }

  /** A cluster of one's own, cluster mode enabled: three engines share the keys. */
  @Nested
  class OnShards extends ClusterContract {
    private final Certificates certificates = Certificates.forLocalhost();
    private final RedisCluster redis =
        RedisCluster.start(3, 0, setup -> setup.tls(certificates).users(AppUser.USER));

    @AfterAll
    void stop() {
      redis.close();
    }

    @Override
    Collection<RedisServer> engines() {
      return redis.nodes();
    }

    @Override
    Certificates certificates() {
      return certificates;
    }

    @Override
    InetSocketAddress endpointOf(String key) {
      return redis.masterOf(key).address();
    }

    @Test
    void keysOnEveryShardCanBeReached() {
      try (var cache = cluster()) {
        for (int i = 0; i < 30; i++) {
          cache.set("app:" + i, "value");
          assertThat(cache.get("app:" + i)).isEqualTo("value");
        }
      }
      assertNothingWasRefused();
    }
  }
}
