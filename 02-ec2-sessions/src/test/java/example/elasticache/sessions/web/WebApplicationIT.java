package example.elasticache.sessions.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.faults.RespGate;
import example.elasticache.sessions.Lifetimes;
import example.elasticache.sessions.RedisSessionRepository;
import example.elasticache.sessions.SessionId;
import example.elasticache.sessions.Sessions;
import example.elasticache.sessions.availability.FailClosedSessions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** The application as a browser, and as somebody who is no browser, sees it. */
@Isolated
class WebApplicationIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static RedisServer server;
  private static RespGate gate;
  private static RedisClient redis;
  private static WebApplication application;

  @BeforeAll
  static void start() {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = RedisServer.start();
    gate = RespGate.before(server.address());
    // Patient, for a busy machine: how long it takes is FailClosedSessionsIT's subject.
    redis =
        RedisClient.builder()
            .hostAndPort("127.0.0.1", gate.address().getPort())
            .clientConfig(DefaultJedisClientConfig.builder().timeoutMillis(1_000).build())
            .build();
    var repository = new RedisSessionRepository(redis, Lifetimes.defaults());
    application =
        new WebApplication(
            "A",
            new Sessions(
                new FailClosedSessions(repository, Duration.ofSeconds(5), redis.getPool()::clear)));
  }

  @AfterAll
  static void stop() {
    application.close();
    redis.close();
    gate.close();
    server.close();
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + application.address().getPort() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String cookie) throws Exception {
    return send(HttpRequest.newBuilder(uri("/")).header("Cookie", cookie));
  }

  private static HttpResponse<String> post(String path, String cookie, String form)
      throws Exception {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Cookie", cookie)
            .POST(BodyPublishers.ofString(form)));
  }

  /** Returns the name and value of the cookie that a login sets. */
  private static String logIn(String user) throws Exception {
    return cookie(post("/login", "a=b", "user=" + user));
  }

  private static String cookie(HttpResponse<?> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
  }

  /** Commands that concern sessions; the pool's own PINGs do not. */
  private static Map<String, Long> commands() {
    var counts = new java.util.HashMap<>(gate.counts());
    counts.keySet().removeAll(List.of("PING", "HELLO", "CLIENT"));
    return counts;
  }

  /** ASVS 3.3.1 to 3.3.4, 14.3.2, 3.4.3 to 3.4.6. */
  @Test
  void theAnswerToALoginHasExactlyTheseHeaders() throws Exception {
    HttpResponse<String> answer = post("/login", "a=b", "user=ada");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .matches("__Host-session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
    assertThat(answer.headers().firstValue("Location")).contains("/");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
  }

  @Test
  void aPageForAUserIsNotToBeKeptByAnybody() throws Exception {
    assertThat(get(logIn("ada")).headers().firstValue("Cache-Control")).contains("no-store");
  }

  /** ASVS 7.2.4: fixation. */
  @Test
  void anIdThatSomebodyPlantedIsReplacedAtLogin() throws Exception {
    String planted = "__Host-session=" + SessionId.create().value();

    String issued = cookie(post("/login", planted, "user=ada"));

    assertThat(issued).isNotEqualTo(planted);
    assertThat(get(planted).body()).contains("Who are you?");
    assertThat(get(issued).body()).contains("<span id=\"user\">ada</span>");
  }

  /** ASVS 7.2.4: the session before login is worth nothing after it. */
  @Test
  void theIdFromBeforeTheLoginIsNobodyAfterIt() throws Exception {
    String before = cookie(post("/theme?to=dark", "a=b", ""));

    String after = cookie(post("/login", before, "user=ada"));

    assertThat(get(before).body()).contains("Who are you?", "class=\"light\"");
    assertThat(get(after).body()).contains("ada", "class=\"dark\"");
  }

  /** ASVS 7.4.1. */
  @Test
  void afterALogoutTheCookieIsWorthNothing() throws Exception {
    String cookie = logIn("ada");

    HttpResponse<String> answer = post("/logout", cookie, "");

    assertThat(answer.headers().firstValue("Set-Cookie"))
        .contains("__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    assertThat(get(cookie).body()).contains("Who are you?");
  }

  /** ASVS 3.5.1. */
  @Test
  void aFormFromAnotherSiteIsRefused() throws Exception {
    String cookie = logIn("ada");
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/logout"))
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(get(cookie).body()).contains("<span id=\"user\">ada</span>");
  }

  /** ASVS 3.5.3: nothing is logged out by a link or an image. */
  @Test
  void whatChangesASessionIsNoGet() throws Exception {
    String cookie = logIn("ada");

    assertThat(send(HttpRequest.newBuilder(uri("/logout")).header("Cookie", cookie)).statusCode())
        .isEqualTo(404);
    assertThat(get(cookie).body()).contains("<span id=\"user\">ada</span>");
  }

  @Test
  void aNameIsShownAsTextWhateverItIs() throws Exception {
    String cookie = logIn("%3Cscript%3Ealert(1)%3C/script%3E");

    assertThat(get(cookie).body()).contains("&lt;script&gt;").doesNotContain("<script>");
  }

  @Test
  void aFormWithoutANameOrWithAVeryLongOneIsRefusedBeforeAnyCommand() throws Exception {
    gate.resetCounts();

    assertThat(post("/login", "a=b", "").statusCode()).isEqualTo(400);
    assertThat(post("/login", "a=b", "user=").statusCode()).isEqualTo(400);
    assertThat(post("/login", "a=b", "user=" + "x".repeat(101)).statusCode()).isEqualTo(400);
    assertThat(post("/login", "a=b", "user=" + "x".repeat(9_000)).statusCode()).isEqualTo(400);
    assertThat(post("/login", "a=b", "user=%zz").statusCode()).isEqualTo(400);

    assertThat(commands()).isEmpty();
  }

  /** Written straight to the socket, because no HTTP client would send most of them. */
  @ParameterizedTest
  @MethodSource("hostileHeaders")
  void aHostileCookieIsNobodysAndCostsNoCommand(List<String> headers) throws Exception {
    gate.resetCounts();

    String answer = raw(headers);

    assertThat(answer)
        .satisfiesAnyOf(
            nobody -> assertThat(nobody).startsWith("HTTP/1.1 200").contains("Who are you?"),
            refused -> assertThat(refused).startsWith("HTTP/1.1 400"),
            cutOff -> assertThat(cutOff).isEmpty());
    assertThat(commands()).isEmpty();
  }

  static Stream<List<String>> hostileHeaders() {
    return HostileCookies.all();
  }

  private static String raw(List<String> cookies) throws IOException {
    try (var socket = new Socket("127.0.0.1", application.address().getPort())) {
      socket.setSoTimeout(5_000);
      var request = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\n");
      cookies.forEach(cookie -> request.append("Cookie: ").append(cookie).append("\r\n"));
      request.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (java.net.SocketException reset) {
      return "";
    }
  }

  @Test
  void aVisitorWithoutACookieCostsNoCommand() throws Exception {
    gate.resetCounts();

    assertThat(send(HttpRequest.newBuilder(uri("/"))).body()).contains("Who are you?");

    assertThat(commands()).isEmpty();
  }

  @Test
  void aPageThatCountsIsTwoCommands() throws Exception {
    String cookie = logIn("ada");
    get(cookie);
    gate.resetCounts();

    assertThat(get(cookie).body()).contains("<strong id=\"visits\">2</strong>");

    assertThat(commands()).isEqualTo(Map.of("GET", 1L, "EVALSHA", 1L));
  }

  /** ASVS 16.5.3: 503, the cookie stays, and nobody is shown as somebody or as nobody. */
  @Test
  void withTheStoreStoppedTheUserIsAskedToTryAgain() throws Exception {
    String cookie = logIn("ada");
    server.pause();
    try {
      var look = inBackground(() -> get(cookie));
      var logOut = inBackground(() -> post("/logout", cookie, ""));
      var logIn = inBackground(() -> post("/login", cookie, "user=eve"));
      for (HttpResponse<String> answer : List.of(look.get(), logOut.get(), logIn.get())) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body())
            .contains("Please try again")
            .doesNotContain("ada", "eve", "Who are you?", "Exception");
      }
    } finally {
      server.resume();
    }
    await().until(() -> get(cookie).statusCode() != 503);
  }

  private static FutureTask<HttpResponse<String>> inBackground(
      Callable<HttpResponse<String>> request) {
    var task = new FutureTask<>(request);
    new Thread(task).start();
    return task;
  }

  /** ASVS 16.5.2: a full store takes no login, and those who are logged in stay so. */
  @Test
  void withTheStoreFullALoginIsAskedToTryAgain() throws Exception {
    String cookie = logIn("ada");
    server.call("CONFIG", "SET", "maxmemory", "1"); // and the default policy evicts nothing
    try {
      HttpResponse<String> answer = post("/login", "", "user=eve");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    } finally {
      server.call("CONFIG", "SET", "maxmemory", "0");
    }
    assertThat(get(cookie).body()).contains("ada");
  }

  /** ASVS 16.2.5: with every logger at its most talkative, and with the store failing. */
  @Test
  void noLogHoldsASessionId() throws Exception {
    var log = new ByteArrayOutputStream();
    PrintStream err = System.err;
    PrintStream out = System.out;
    Logger root = Logger.getLogger("");
    Level level = root.getLevel();
    System.setErr(new PrintStream(log, true, ISO_8859_1));
    System.setOut(new PrintStream(log, true, ISO_8859_1));
    var handler = new ConsoleHandler();
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    String cookie;
    try {
      cookie = logIn("ada");
      get(cookie);
      post("/renew", cookie, "");
      server.pause();
      get(cookie);
      server.resume();
    } finally {
      root.removeHandler(handler);
      root.setLevel(level);
      System.setErr(err);
      System.setOut(out);
    }
    String id = cookie.replaceAll(".*=", "");
    // The HTTP client of this test shares the JVM, and logs its own headers at this level.
    String ours =
        log.toString(ISO_8859_1)
            .lines()
            .filter(line -> !line.contains("jdk.internal.httpclient"))
            .reduce("", (all, line) -> all + line + "\n");
    assertThat(ours).isNotEmpty().doesNotContain(id);
  }
}
