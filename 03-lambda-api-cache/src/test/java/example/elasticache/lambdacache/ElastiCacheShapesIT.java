package example.elasticache.lambdacache;

import static example.elasticache.lambdacache.Gateway.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.topology.ServerlessRedis;
import example.elasticache.devservices.topology.TlsRedis;
import example.elasticache.lambdacache.Gateway.Reply;
import example.elasticache.lambdacache.connection.CacheClient;
import example.elasticache.lambdacache.demo.ProductApi;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.SslOptions;

/** The whole against the shapes that ElastiCache comes in. */
@Timeout(120)
class ElastiCacheShapesIT {
  private static ServerlessRedis redis;
  private static ProductApi api;

  @BeforeAll
  static void start() {
    redis = ServerlessRedis.start();
    api = ProductApi.open();
    List<String> user = new ArrayList<>(List.of("ACL", "SETUSER", "limited", "on", ">secret"));
    user.addAll(List.of(AccessString.RULES.split(" ")));
    redis.server().call(user.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    api.close();
    redis.close();
  }

  @BeforeEach
  void forget() {
    api.forget();
    redis.server().call("FLUSHALL");
  }

  private static SslOptions trusting(Certificates certificates) {
    return SslOptions.builder()
        .truststore(certificates.trustStore().toFile(), certificates.password().toCharArray())
        .trustStoreType("PKCS12")
        .build();
  }

  private static CachedApi function(String cache, String kind, Certificates certificates) {
    return new CachedApi(
        Routes.SHOP,
        Settings.of(
                Map.of(
                    "UPSTREAM_URL", api.uri().toString(),
                    "CACHE_URL", cache,
                    "CACHE_KIND", kind))
            .trusting(trusting(certificates)));
  }

  /** Asks until the fault is counted; nobody who asks sees more of it than a miss. */
  private static void awaitFaultBehindMisses(CachedApi function, CacheFault fault) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              assertThat(ask(function, "/products/7"))
                  .extracting(Reply::status, Reply::cache)
                  .containsExactly(200, "miss");
              return function.faults(fault) > 0;
            });
  }

  private static CachedApi serverless() {
    return function(
        "rediss://limited:secret@localhost:" + redis.uri().getPort(),
        "serverless",
        redis.certificates());
  }

  /** TLS, the cluster protocol, and a user who may do no more than the access string says. */
  @Test
  void worksOnAServerlessCacheAsALimitedUser() {
    try (CachedApi function = serverless()) {
      function.connect();
      assertThat(ask(function, "/products/7").cache()).isEqualTo("miss");
      assertThat(ask(function, "/products/7").cache()).isEqualTo("hit");
      assertThat(ask(function, "/products/0").status()).isEqualTo(404);
      assertThat(ask(function, "/products/0").cache()).isEqualTo("hit");
      api.header("Cache-Control", "no-store");
      assertThat(ask(function, "/products/8").cache()).isEqualTo("miss");
      assertThat(ask(function, "/products/8").cache()).isEqualTo("miss");
      api.answerWith(500);
      assertThat(ask(function, "/products/9").status()).isEqualTo(503);

      for (CacheFault fault : CacheFault.values()) {
        assertThat(function.faults(fault)).as(fault.name()).isZero();
      }
      assertThat((List<?>) redis.server().call("ACL", "LOG")).isEmpty();
    }
  }

  @Test
  void theAccessStringLetsNobodyDoMore() {
    try (var client =
        CacheClient.single(
            URI.create("rediss://limited:secret@localhost:" + redis.uri().getPort()),
            CacheClient.loginOf(URI.create("rediss://limited:secret@localhost:1")),
            trusting(redis.certificates()))) {
      for (Runnable forbidden :
          List.<Runnable>of(
              () -> client.jedis().get("user_info:v1:1"),
              () -> client.jedis().set("sessions:a", "b"),
              () -> client.jedis().configGet("*"),
              () -> client.jedis().flushAll(),
              () -> client.jedis().flushDB(),
              () -> client.jedis().keys("*"),
              () -> client.jedis().scan("0"),
              () -> client.jedis().publish("a", "b"),
              () -> client.jedis().eval("return redis.call('GET', 'user_info:v1:1')"))) {
        assertThat(catchThrowable(forbidden::run))
            .hasMessageMatching("(?s).*(NOPERM|can.t access|No permissions).*");
      }
      redis.server().call("ACL", "LOG", "RESET");
    }
  }

  @Test
  void aServerlessCacheThatIsRestartedIsFoundAgain() {
    try (CachedApi function = serverless()) {
      function.connect();
      ask(function, "/products/7");
      redis.server().restart();
      redis.awaitReady();
      List<String> user = new ArrayList<>(List.of("ACL", "SETUSER", "limited", "on", ">secret"));
      user.addAll(List.of(AccessString.RULES.split(" ")));
      redis.server().call(user.toArray(String[]::new));

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> ask(function, "/products/7").cache().equals("hit"));
      // The map of the cluster was asked for again, and that connection is closed.
      await().until(() -> clients().split("user=limited", -1).length - 1 <= 2);
    }
  }

  @Test
  void aSnapshotHoldsNoConnectionToAServerlessCache() {
    try (CachedApi function = serverless()) {
      function.connect();
      ask(function, "/products/7");
      assertThat(clients()).contains("user=limited");

      function.disconnect();

      await().until(() -> !clients().contains("user=limited"));
      assertThat(ask(function, "/products/7").cache()).isEqualTo("hit");
    }
  }

  @Test
  void aClientOpensNothingBeforeItIsNeeded() {
    try (TlsRedis group = TlsRedis.start()) {
      String before = group.server().info("stats", "total_connections_received");
      try (CachedApi single =
              function(group.uri().toString(), "replication-group", group.certificates());
          CachedApi cluster = serverless()) {
        assertThat(clients()).doesNotContain("user=limited");
        assertThat(group.server().info("stats", "total_connections_received"))
            // That of the question itself.
            .isEqualTo(Integer.toString(Integer.parseInt(before) + 1));

        assertThat(single.stats()).isEqualTo(cluster.stats());
      }
    }
  }

  /** The role's credentials are missing, or come late: that is no reason not to answer. */
  @ParameterizedTest
  @ValueSource(strings = {"serverless", "replication-group"})
  void withoutALoginTheFunctionAnswersWithoutItsCache(String kind) {
    var settings =
        Settings.of(
            Map.of(
                "UPSTREAM_URL",
                api.uri().toString(),
                "CACHE_URL",
                "rediss://localhost:" + redis.uri().getPort(),
                "CACHE_KIND",
                kind,
                "CACHE_NAME",
                "shop-answers",
                "CACHE_USER",
                "shop-function",
                "AWS_REGION",
                "eu-central-1"));
    try (var function =
        new CachedApi(Routes.SHOP, settings.trusting(trusting(redis.certificates())))) {
      function.connect();

      awaitFaultBehindMisses(function, CacheFault.DENIED);
    }
  }

  /** Lambda gives a function ten seconds to initialise itself. */
  @ParameterizedTest
  @ValueSource(strings = {"serverless", "replication-group"})
  @Tag("soak")
  void aCacheThatHangsLetsTheFunctionStartInTime(String kind) {
    redis.server().pause();
    try {
      long start = System.nanoTime();
      try (CachedApi function =
          function(
              "rediss://limited:secret@localhost:" + redis.uri().getPort(),
              kind,
              redis.certificates())) {
        function.connect();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));

        assertThat(ask(function, "/products/7").status()).isEqualTo(200);
      }
    } finally {
      redis.server().resume();
    }
  }

  private static String clients() {
    return redis.server().call("CLIENT", "LIST").toString();
  }

  @Test
  void aFunctionStartsWithoutItsServerlessCache() {
    try (CachedApi function =
        function("rediss://limited:secret@localhost:1", "serverless", redis.certificates())) {
      function.connect();

      assertThat(ask(function, "/products/7"))
          .extracting(Reply::status, Reply::cache)
          .containsExactly(200, "miss");
    }
  }

  @Test
  void worksOnAReplicationGroupWithTls() {
    try (TlsRedis group = TlsRedis.start();
        CachedApi function =
            function(group.uri().toString(), "replication-group", group.certificates())) {
      function.connect();
      ask(function, "/products/7");

      assertThat(ask(function, "/products/7").cache()).isEqualTo("hit");
    }
  }

  @Test
  void aServerWithAnothersCertificateIsNoCache() {
    try (TlsRedis stranger = TlsRedis.startWithWrongName();
        CachedApi function =
            function(stranger.uri().toString(), "replication-group", stranger.certificates())) {
      awaitFaultBehindMisses(function, CacheFault.CUT);
      assertThat(stranger.server().call("DBSIZE")).isEqualTo(0L);
    }
  }

  @Test
  void aWrongPasswordIsAMissAndIsReported() {
    try (CachedApi function =
        function(
            "rediss://limited:wrong@localhost:" + redis.uri().getPort(),
            "serverless",
            redis.certificates())) {
      assertThat(ask(function, "/products/7").status()).isEqualTo(200);
      await()
          .until(
              () -> {
                ask(function, "/products/7");
                return function.faults(CacheFault.DENIED) > 0;
              });
      redis.server().call("ACL", "LOG", "RESET");
    }
  }
}
