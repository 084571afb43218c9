package example.elasticache.lambdacache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.ServerException;
import example.elasticache.devservices.lambda.Sandbox;
import example.elasticache.lambdacache.Gateway.Reply;
import example.elasticache.lambdacache.demo.Events;
import example.elasticache.lambdacache.demo.ProductApi;
import example.elasticache.lambdacache.demo.SignatureCheck;
import example.elasticache.lambdacache.stages.SimpleHandler;
import example.elasticache.lambdacache.stages.UncachedHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function in a sandbox of its own, under AWS's runtime client where that runs. */
@Timeout(180)
class ApiCacheHandlerIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final SignatureCheck KEY =
      new SignatureCheck("ASIAEXAMPLE", "secret-canary", "eu-central-1");
  private static RedisServer server;
  private static ProductApi api;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    api = ProductApi.signed(KEY);
  }

  @AfterAll
  static void stop() {
    api.close();
    server.close();
  }

  @BeforeEach
  void empty() {
    server.call("FLUSHALL");
    api.forget();
  }

  private static Sandbox.Builder sandbox(Class<?> handler) {
    return Sandbox.of(handler.getName())
        .environment("UPSTREAM_URL", api.uri().toString())
        .environment("UPSTREAM_AUTH", "iam")
        .environment("CACHE_URL", "redis://127.0.0.1:" + server.address().getPort())
        .environment("AWS_ACCESS_KEY_ID", KEY.accessKey())
        .environment("AWS_SECRET_ACCESS_KEY", KEY.secret())
        .environment("AWS_SESSION_TOKEN", "token-canary");
  }

  private static Sandbox.Builder sandbox() {
    return sandbox(ApiCacheHandler.class);
  }

  private static Reply ask(Sandbox sandbox, String path, Caller caller) {
    var answer = sandbox.invoke(Events.ofHttpApi(path, Optional.ofNullable(caller)), TIMEOUT);
    assertThat(answer.failed()).isFalse();
    return Gateway.read(answer.body());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersAreSignedForKeptAndPassedThrough(boolean portable) {
    try (Sandbox sandbox = portable ? sandbox().portable().start() : sandbox().start()) {
      Reply first = ask(sandbox, "/products/7", null);
      Reply second = ask(sandbox, "/products/7", null);

      assertThat(first.status()).isEqualTo(200);
      assertThat(second).isEqualTo(new Reply(200, "hit", first.body()));
      assertThat(ask(sandbox, "/prices/7", new Caller("acme", "ada")).body()).contains("acme/ada");
      assertThat(api.calls()).hasSize(2);
    }
  }

  @Test
  void theStagesBeforeRunAsFunctionsToo() {
    for (Class<?> handler : new Class<?>[] {SimpleHandler.class, UncachedHandler.class}) {
      try (Sandbox sandbox = sandbox(handler).start()) {
        assertThat(ask(sandbox, "/products/7", null).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void withAnotherKeyTheUpstreamApiRefuses() {
    try (Sandbox sandbox =
        sandbox().environment("AWS_SECRET_ACCESS_KEY", "another-secret").start()) {
      assertThat(ask(sandbox, "/products/7", null).status()).isEqualTo(502);
    }
  }

  /** The server closes what is idle for a second, and the sandbox sleeps meanwhile. */
  @Test
  void theFirstEventAfterAThawFindsItsCopy() {
    thawAfter(Duration.ZERO, "1");
  }

  @Test
  @Tag("soak")
  void theFirstEventAfterAMinutesFreezeFindsItsCopy() {
    thawAfter(Duration.ofMinutes(1), "5");
  }

  private static void thawAfter(Duration freeze, String idleSeconds) {
    assumeThat(System.getProperty("os.name")).doesNotContain("Windows");
    try (Sandbox sandbox = sandbox().start()) {
      ask(sandbox, "/products/7", null);
      int calls = api.calls().size();
      server.call("CONFIG", "SET", "timeout", idleSeconds);
      sandbox.freeze();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> server.info("clients", "connected_clients").equals("1"));
      await().pollDelay(freeze).atMost(freeze.plusSeconds(60)).until(() -> true);
      sandbox.thaw();

      assertThat(ask(sandbox, "/products/7", null).cache()).isEqualTo("hit");
      assertThat(api.calls()).hasSize(calls);
    } finally {
      server.call("CONFIG", "SET", "timeout", "0");
    }
  }

  @Test
  void aSnapshotHoldsNoConnectionAndARestoredSandboxHasOne() {
    try (Sandbox sandbox = sandbox().snapStart().start()) {
      await().until(() -> server.info("clients", "connected_clients").equals("1"));

      sandbox.restore();

      await().until(() -> server.info("clients", "connected_clients").equals("2"));
      assertThat(ask(sandbox, "/products/7", null).status()).isEqualTo(200);
      assertThat(ask(sandbox, "/products/7", null).cache()).isEqualTo("hit");
      assertThat(server.info("clients", "connected_clients")).isEqualTo("2");
    }
  }

  @Test
  void aFunctionStartsWithoutItsCache() {
    try (Sandbox sandbox = sandbox().environment("CACHE_URL", "redis://127.0.0.1:1").start()) {
      assertThat(ask(sandbox, "/products/7", null))
          .extracting(Reply::status, Reply::cache)
          .containsExactly(200, "miss");
    }
  }

  @Test
  void aFunctionWithoutItsSettingsSaysWhichOneIsMissing() {
    assertThatThrownBy(() -> sandbox().environment("CACHE_URL", "").start())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("CACHE_URL");
  }

  /** Everything that a log must not have goes in, and everything fails. */
  @Test
  void theLogHasNoEventNoTokenAndNoBody() {
    Caller caller = new Caller("tenant-canary", "subject-canary");
    String event =
        Events.ofHttpApi("/prices/7?q=query-canary", Optional.of(caller))
            .replace("\"accept\":\"*/*\"", "\"authorization\":\"Bearer header-canary\"")
            .replace("\"isBase64Encoded\":false", "\"body\":\"body-canary\"");
    try (Sandbox sandbox =
        sandbox()
            .environment("CACHE_URL", "redis://user:password-canary@127.0.0.1:1")
            .option("-Djava.util.logging.SimpleFormatter.format=%2$s %5$s%6$s%n")
            .start()) {
      for (int status : new int[] {200, 403, 500, 429}) {
        api.answerWith(status);
        sandbox.invoke(event, TIMEOUT);
      }
      sandbox.invoke("{\"broken-canary\":", TIMEOUT);

      await().until(() -> sandbox.log().contains("Upstream UNAVAILABLE"));
      assertThat(sandbox.log())
          .contains("Cache fault CUT", "Upstream UNEXPECTED (status 403)", "Upstream THROTTLED")
          .doesNotContain("canary", "Signature", "prices/7");
    }
  }

  /** The holder of the lease is killed; the next one asks when the lease has ended. */
  @Test
  @Tag("soak")
  void aKilledSandboxHoldsUpTheOthersForTheLeaseAtMost() {
    api.delay(Duration.ofSeconds(2));
    Sandbox doomed = sandbox().start();
    try (CachedApi other =
        new CachedApi(
            Routes.SHOP,
            Settings.of(
                Map.of(
                    "UPSTREAM_URL", api.uri().toString(),
                    "UPSTREAM_AUTH", "iam",
                    "CACHE_URL", "redis://127.0.0.1:" + server.address().getPort(),
                    "AWS_REGION", KEY.region(),
                    "AWS_ACCESS_KEY_ID", KEY.accessKey(),
                    "AWS_SECRET_ACCESS_KEY", KEY.secret(),
                    "AWS_SESSION_TOKEN", "token")))) {
      doomed.invokeLater(Events.ofHttpApi("/products/9", Optional.empty()), TIMEOUT);
      await().until(() -> api.calls().size() == 1);
      doomed.close();

      Reply reply = Gateway.ask(other, "/products/9");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(api.calls()).hasSize(2);
    } finally {
      doomed.close();
    }
  }
}
