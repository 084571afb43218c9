package example.elasticache.lambdacache;

import static example.elasticache.lambdacache.Gateway.ask;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.RedisServer;
import example.elasticache.lambdacache.Gateway.Reply;
import example.elasticache.lambdacache.demo.Events;
import example.elasticache.lambdacache.demo.ProductApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** The whole on a real server, with an upstream API that counts. */
@Timeout(120)
class CachedApiIT {
  private static final Path CORPUS =
      Path.of(
          "src/test/resources/example/elasticache/lambdacache/gateway/GatewayEventsFuzzTestInputs/"
              + "everyEventIsACallOrIsRefused");
  private static final Caller ADA = new Caller("acme", "ada");
  private static final Caller GRACE = new Caller("acme", "grace");
  private static final String KEY = "api_answer:v1:{products:7:currency=EUR&lang=en}";

  private static RedisServer server;
  private static RedisClient redis;
  private static ProductApi api;
  private CachedApi function;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    redis = RedisClient.create(uri());
    api = ProductApi.open();
  }

  @AfterAll
  static void stop() {
    api.close();
    redis.close();
    server.close();
  }

  private static URI uri() {
    return URI.create("redis://127.0.0.1:" + server.address().getPort());
  }

  @BeforeEach
  void begin() {
    redis.flushAll();
    api.forget();
    function = Gateway.sandbox(api.uri(), uri());
    function.connect();
  }

  @AfterEach
  void end() {
    function.close();
  }

  @Test
  void bothFormsOfEventsAndAllSandboxesShareACopy() {
    Reply first = ask(function, "/products/7");
    api.answerWith(500); // only the copy can answer now

    try (CachedApi other = Gateway.sandbox(api.uri(), uri())) {
      Reply second =
          Gateway.send(
              other,
              Events.ofRestApi("/products/7?currency=EUR", Optional.empty()).getBytes(),
              Gateway.TIMEOUT);

      assertThat(first.cache()).isEqualTo("miss");
      assertThat(second).isEqualTo(new Reply(200, "hit", first.body()));
    }
  }

  @Test
  void aWarmHitOpensNoConnection() {
    ask(function, "/products/7");
    String before = server.info("stats", "total_connections_received");

    for (int i = 0; i < 500; i++) {
      assertThat(ask(function, "/products/7").cache()).isEqualTo("hit");
    }

    int opened =
        Integer.parseInt(server.info("stats", "total_connections_received"))
            - Integer.parseInt(before);
    // One of them is that of the question itself.
    assertThat(opened).isEqualTo(1);
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void eachCallerSeesHisOwnPriceAndASpoofedNameChangesNothing() {
    assertThat(ask(function, "/prices/7", ADA).body()).contains("acme/ada");
    assertThat(ask(function, "/prices/7", GRACE).body()).contains("acme/grace");
    assertThat(ask(function, "/prices/7", ADA))
        .extracting(Reply::status, Reply::cache)
        .containsExactly(200, "hit");
    assertThat(ask(function, "/prices/7?X-User-Id=ada&sub=ada&caller=acme/ada", GRACE).body())
        .contains("acme/grace");
    assertThat(ask(function, "/prices/7").status()).isEqualTo(401);

    String spoofed =
        Events.ofHttpApi("/prices/7", Optional.of(GRACE))
            .replace(
                "\"accept\":\"*/*\"",
                "\"x-user-id\":\"ada\",\"x-caller\":\"acme/ada\",\"a\":\"b\"");
    assertThat(Gateway.send(function, spoofed.getBytes(), Gateway.TIMEOUT).body())
        .contains("acme/grace");
    assertThat(api.calls())
        .containsExactly(
            "/prod/prices/7?currency=EUR for acme/ada",
            "/prod/prices/7?currency=EUR for acme/grace");
  }

  /** What does not stand in the key must not reach the upstream API either. */
  @Test
  void nothingUnkeyedReachesTheUpstreamApi() {
    String event =
        Events.ofHttpApi("/products/7?callback=evil&currency=USD&x=1", Optional.of(ADA))
            .replace(
                "\"accept\":\"*/*\"",
                "\"x-forwarded-host\":\"evil.example\",\"authorization\":\"Bearer canary\","
                    + "\"cookie\":\"a=canary\",\"accept-language\":\"de\"");

    Gateway.send(function, event.getBytes(), Gateway.TIMEOUT);

    assertThat(api.calls()).containsExactly("/prod/products/7?currency=USD&lang=en");
    assertThat(api.lastHeaders()).doesNotContain("canary", "evil", "de,");
  }

  @Test
  void copiesOfAWrongKindAreReplacedAndNeverServed() {
    String good = ask(function, "/products/7").body();
    String stored = redis.get(KEY);
    String body = "\\\"injected\\\"";
    List<String> hostile =
        Stream.of(
                "",
                "x",
                "{\"statusCode\":200,\"body\":\"injected\"}",
                "\"injected\"",
                stored.substring(0, stored.length() / 3),
                stored.replace("1 200", "1 302"),
                stored.replace("1 200", "2 200"),
                stored.replaceFirst(" \\d{13} \\d{13} ", " 9999999999999 9999999999999 "),
                stored.replaceFirst(" \\d{13} ", " 0 "),
                stored.replace("products:7", "products:8"),
                stored + "\"",
                stored + "\",\"headers\":{\"Set-Cookie\":\"injected\"},\"x\":\"",
                stored + "\n",
                stored + "\\",
                stored + "\u00e9",
                stored + "x".repeat(600_000),
                "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA",
                "<script>injected</script>",
                "null",
                "[]",
                "1 200",
                "1 200 1 1 " + KEY + "\n" + body,
                "P " + KEY,
                "*3\r\n$3\r\nSET",
                "\u0000\u0001\u0002",
                "hold-off",
                stored.replace("\n", " "),
                stored.replace("\n", "\n\""),
                stored.toUpperCase(),
                " " + stored)
            .toList();
    assertThat(hostile).hasSize(30);

    for (String content : hostile) {
      redis.set(KEY.getBytes(ISO_8859_1), content.getBytes(ISO_8859_1));
      Reply reply = ask(function, "/products/7");
      assertThat(reply).isEqualTo(new Reply(200, "miss", good));
      assertThat(ask(function, "/products/7").cache()).isEqualTo("hit");
    }
    assertThat(function.unreadable()).isPositive();
  }

  @Test
  void anAnswerWithACookieOrForNobodysCacheIsNotKept() {
    for (String[] header :
        new String[][] {
          {"Set-Cookie", "session=ada"},
          {"Cache-Control", "no-store"},
          {"Cache-Control", "private"},
          {"Vary", "*"}
        }) {
      api.forget();
      redis.flushAll();
      api.header(header[0], header[1]);
      for (int i = 0; i < 3; i++) {
        assertThat(ask(function, "/products/7").cache()).isEqualTo("miss");
      }
      assertThat(api.calls()).hasSize(3);
    }
  }

  @Test
  void anErrorOfTheUpstreamApiIsToldAndNotKept() {
    for (int status : new int[] {500, 503, 429, 403, 302}) {
      api.forget();
      redis.flushAll();
      try (CachedApi fresh = Gateway.sandbox(api.uri(), uri())) {
        api.answerWith(status);
        Reply reply = ask(fresh, "/products/7");
        assertThat(reply.status()).isIn(502, 503);
        assertThat(reply.body()).doesNotContain("as ordered");
        assertThat(redis.exists(KEY)).isFalse();
      }
    }
  }

  @Test
  void whatTheUpstreamApiRefusesForSomeCostsTheOthersNothing() {
    api.answerWith(403);
    for (int id = 1; id <= 10; id++) {
      assertThat(ask(function, "/prices/" + id, ADA).status()).isEqualTo(502);
    }
    api.answerWith(200);

    assertThat(ask(function, "/products/7").status()).isEqualTo(200);
    assertThat(ask(function, "/prices/7", GRACE).body()).contains("acme/grace");
  }

  @Test
  void anOldCopyServesWhileTheUpstreamApiIsDownAndTheNewOneWhenItIsBack() {
    api.header("Cache-Control", "max-age=1");
    String old = ask(function, "/products/7").body();
    api.answerWith(503);
    api.price(9900);

    await().until(() -> ask(function, "/products/7").cache().equals("stale"));
    assertThat(ask(function, "/products/7")).isEqualTo(new Reply(200, "stale", old));

    api.answerWith(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ask(function, "/products/7").body().contains("99.00"));
  }

  /** The corpus of the event reader, through the whole: no exception, and no 5xx. */
  @Test
  void noEventMakesTheFunctionFail() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      List<Path> events = files.sorted().toList();
      assertThat(events).hasSizeGreaterThanOrEqualTo(200);
      for (Path event : events) {
        Reply reply = Gateway.send(function, Files.readAllBytes(event), Gateway.TIMEOUT);
        assertThat(reply.status()).as(event.toString()).isLessThan(500);
        assertThat(reply.body()).as(event.toString()).doesNotContain("Exception", "jackson");
      }
    }
  }

  @Test
  void aBadEventIsToldNothing() {
    assertThat(Gateway.send(function, "{\"a\":canary}".getBytes(), Gateway.TIMEOUT))
        .isEqualTo(new Reply(400, "none", "{\"message\":\"Bad request.\"}"));
  }
}
