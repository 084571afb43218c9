package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.topology.RedisCluster;
import example.elasticache.devservices.topology.ServerlessRedis;
import example.elasticache.devservices.topology.TlsRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

  /**
   * Engines in the shape of a cache.
   *
   * @param slots whether keys lie in slots, so that a client must speak the cluster protocol
   * @param engineOf which of the engines has a key
   */
  private record Shape(
      String name,
      boolean slots,
      List<RedisServer> engines,
      Certificates certificates,
      Function<String, RedisServer> engineOf,
      AutoCloseable servers) {

    /** A serverless cache: it refuses more than the access string does. */
    static Shape serverless() {
      var redis = ServerlessRedis.start();
      List<String> rules = new ArrayList<>(List.of("ACL", "SETUSER", AppUser.USER.name(), "reset"));
      rules.add(">" + AppUser.USER.password());
      rules.addAll(List.of(AppUser.USER.rules().split(" ")));
      rules.addAll(List.of(ServerlessRedis.REFUSED.split(" ")));
      redis.server().call(rules.toArray(String[]::new));
      return new Shape(
          "serverless cache",
          true,
          List.of(redis.server()),
          redis.certificates(),
          key -> redis.server(),
          redis);
    }

    /** A cluster of one's own, cluster mode disabled: one engine has all keys. */
    static Shape primary() {
      var redis = TlsRedis.start(AppUser.USER);
      return new Shape(
          "cluster mode disabled",
          false,
          List.of(redis.server()),
          redis.certificates(),
          key -> redis.server(),
          redis);
    }

    /** A cluster of one's own, cluster mode enabled: three engines share the keys. */
    static Shape shards() {
      var certificates = Certificates.forLocalhost();
      var redis = RedisCluster.start(3, 0, setup -> setup.tls(certificates).users(AppUser.USER));
      return new Shape(
          "cluster mode enabled", true, redis.nodes(), certificates, redis::masterOf, redis);
    }

    private DefaultJedisClientConfig login() {
      return AppUser.login()
          .timeoutMillis(5_000)
          .sslOptions(AppUser.trusting(certificates))
          .build();
    }

    private HostAndPort endpointOf(String key) {
      return new HostAndPort("localhost", engineOf.apply(key).address().getPort());
    }

    /** Returns a client for the one engine that has a key. */
    RedisClient single(String key) {
      return RedisClient.builder().hostAndPort(endpointOf(key)).clientConfig(login()).build();
    }

    /** Returns the client that an application would use. */
    UnifiedJedis client() {
      return slots
          ? RedisClusterClient.builder()
              .nodes(Set.of(endpointOf("app:")))
              .clientConfig(login())
              .build()
          : single("app:");
    }

    void forgetRefusals() {
      AppUser.forgetRefusals(engines);
    }

    void assertNothingWasRefused() {
      assertThat(AppUser.refusals(engines)).isEmpty();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Shape> SHAPES = new ArrayList<>();

  @BeforeAll
  static void start() {
    SHAPES.add(Shape.serverless());
    SHAPES.add(Shape.primary());
    SHAPES.add(Shape.shards());
  }

  @AfterAll
  static void stop() throws Exception {
    for (Shape shape : SHAPES) {
      shape.servers.close();
    }
    SHAPES.clear();
  }

  static List<Shape> shapes() {
    SHAPES.forEach(Shape::forgetRefusals);
    return SHAPES;
  }

  static List<Shape> shapesWithSlots() {
    return shapes().stream().filter(Shape::slots).toList();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatAnApplicationDoesIsNeverRefused(Shape shape) {
    try (var cache = shape.client()) {
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
    shape.assertNothingWasRefused();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void keysEverywhereCanBeReached(Shape shape) {
    try (var cache = shape.client()) {
      for (int i = 0; i < 30; i++) {
        cache.set("app:" + i, "value");
        assertThat(cache.get("app:" + i)).isEqualTo("value");
      }
    }
    shape.assertNothingWasRefused();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aTransactionOverKeysOfOneSlotIsPossible(Shape shape) {
    // Jedis' cluster client knows no MULTI: a transaction goes over a client for one endpoint.
    try (var cache = shape.single("app:{2}:a");
        var transaction = cache.multi()) {
      transaction.set("app:{2}:a", "1");
      transaction.incr("app:{2}:a");
      assertThat(transaction.exec()).containsExactly("OK", 2L);
    }
    shape.assertNothingWasRefused();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatIsNoneOfItsBusinessIsRefusedAndLogged(Shape shape) {
    try (var cache = shape.single("theirs")) {
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
    assertThat(AppUser.refusals(shape.engines)).hasSize(9);
  }

  @ParameterizedTest
  @MethodSource("shapesWithSlots")
  void keysOfTwoSlotsAreRefusedTogether(Shape shape) {
    try (var cache = shape.single("app:1")) {
      assertThatThrownBy(() -> cache.mget("app:1", "app:2")).hasMessageStartingWith("CROSSSLOT");
    }
    shape.assertNothingWasRefused();
  }

  @ParameterizedTest
  @MethodSource("shapesWithSlots")
  void thereIsOneDatabase(Shape shape) {
    try (var cache = shape.single("app:1")) {
      assertThatThrownBy(() -> send(cache, List.of("SELECT", "1")))
          .hasMessageMatching("(?s)(NOPERM|ERR).*");
    }
  }

  private static void send(RedisClient cache, List<String> command) {
    var all = new CommandArguments(Protocol.Command.valueOf(command.get(0)));
    command.stream().skip(1).forEach(all::add);
    cache.executeCommand(new CommandObject<>(all, BuilderFactory.STRING));
  }
}
