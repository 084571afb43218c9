package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import example.elasticache.lambdacache.UpstreamException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An upstream API that hangs, drips, breaks off, redirects and talks nonsense. */
@Timeout(60)
class HttpUpstreamIT {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
  private static final UpstreamRequest REQUEST =
      new UpstreamRequest("/products/7?currency=EUR", Optional.empty());

  private final ScriptedHttp server = ScriptedHttp.open();

  @AfterEach
  void close() {
    server.close();
  }

  private HttpUpstream upstream(Duration limit) {
    return new HttpUpstream(
        URI.create("http://127.0.0.1:" + server.port() + "/prod"), RequestSigner.none(), limit);
  }

  private UpstreamException failure(Duration limit) {
    return catchThrowableOfType(
        UpstreamException.class,
        () -> upstream(limit).get(REQUEST, Budget.of(Duration.ofSeconds(30))));
  }

  private static String json(String body) {
    return HEAD + body.length() + "\r\n\r\n" + body;
  }

  @Test
  void anAnswerIsPassedOnAndTheConnectionStays() {
    server.answer(json("{\"id\":\"7\"}"));
    var upstream = upstream(Duration.ofSeconds(10));

    for (int i = 0; i < 3; i++) {
      var response = upstream.get(REQUEST, Budget.of(Duration.ofSeconds(30)));
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body().unescaped()).isEqualTo("{\"id\":\"7\"}");
    }

    assertThat(server.requests().get(0)).startsWith("GET /prod/products/7?currency=EUR HTTP/1.1");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void anAbsenceIsAnAnswer() {
    server.answer(json("{}").replace("200 OK", "404 Not Found"));

    assertThat(
            upstream(Duration.ofSeconds(10))
                .get(REQUEST, Budget.of(Duration.ofSeconds(30)))
                .status())
        .isEqualTo(404);
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", Reason.UNAVAILABLE),
        Arguments.of("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", Reason.UNAVAILABLE),
        Arguments.of("HTTP/1.1 429 Slow down\r\nContent-Length: 0\r\n\r\n", Reason.THROTTLED),
        Arguments.of("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", Reason.UNEXPECTED),
        Arguments.of("HTTP/1.1 204 Empty\r\n\r\n", Reason.UNEXPECTED),
        Arguments.of(
            "HTTP/1.1 302 Elsewhere\r\nLocation: http://169.254.169.254/latest\r\n"
                + "Content-Length: 0\r\n\r\n",
            Reason.UNEXPECTED),
        Arguments.of(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}",
            Reason.UNEXPECTED),
        Arguments.of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", Reason.UNEXPECTED),
        Arguments.of(
            "HTTP/1.1 200 OK\r\nContent-Type: application/jsonp\r\nContent-Length: 2\r\n\r\n{}",
            Reason.UNEXPECTED),
        Arguments.of(json("{\"id\":"), Reason.UNEXPECTED),
        Arguments.of(json("\u00ff"), Reason.UNEXPECTED),
        Arguments.of("SSH-2.0-OpenSSH_9.2\r\n", Reason.UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void whatIsNoAnswerIsNotPassedOn(String sent, Reason reason) {
    server.answer(sent);

    assertThat(failure(Duration.ofSeconds(10)).reason()).isEqualTo(reason);
    assertThat(server.requests()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (var elsewhere = ScriptedHttp.open()) {
      elsewhere.answer(json("{}"));
      server.answer(
          "HTTP/1.1 302 Elsewhere\r\nLocation: http://127.0.0.1:"
              + elsewhere.port()
              + "/\r\nContent-Length: 0\r\n\r\n");

      assertThat(failure(Duration.ofSeconds(10)).reason()).isEqualTo(Reason.UNEXPECTED);

      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNone() {
    server.script(
        (request, out) -> out.write((HEAD + "1000\r\n\r\n{\"id\":").getBytes(ISO_8859_1)));

    assertThat(failure(Duration.ofSeconds(10)).reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void anAnswerWithoutAnEndIsGivenUp() {
    server.script(
        (request, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\"".getBytes(ISO_8859_1));
          byte[] chunk = "x".repeat(64 * 1024).getBytes(ISO_8859_1);
          while (true) {
            out.write(chunk);
          }
        });

    assertThat(failure(Duration.ofSeconds(20)).reason()).isEqualTo(Reason.UNEXPECTED);
    await().until(() -> server.openConnections() == 0);
  }

  @Test
  void aServerThatHangsIsGivenUpAndItsConnectionClosed() {
    server.answer(""); // and it waits for what the client sends next

    assertThat(failure(Duration.ofMillis(200)).reason()).isEqualTo(Reason.LATE);
    await().until(() -> server.connections() == 1 && server.openConnections() == 0);
  }

  /** As after a freeze: the connection was ended while nobody looked. */
  @Test
  void aConnectionThatWasClosedMeanwhileIsReplacedWithinTheSameCall() {
    server.answer(json("{}"));
    var upstream = new RetryingUpstream(upstream(Duration.ofSeconds(10)));
    upstream.get(REQUEST, Budget.of(Duration.ofSeconds(30)));

    server.closeConnections();

    assertThat(upstream.get(REQUEST, Budget.of(Duration.ofSeconds(30))).status()).isEqualTo(200);
    assertThat(server.connections()).isGreaterThan(1);
  }

  /** Without credentials an older copy serves, as when the upstream API is down. */
  @Test
  void aQuestionThatCannotBeSignedIsNotAskedAndIsAFailureLikeAnyOther() {
    var upstream =
        new HttpUpstream(
            URI.create("http://127.0.0.1:" + server.port()),
            (uri, headers) -> {
              throw new IllegalStateException("canary");
            },
            Duration.ofSeconds(10));

    var failure =
        catchThrowableOfType(
            UpstreamException.class,
            () -> upstream.get(REQUEST, Budget.of(Duration.ofSeconds(30))));

    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.getMessage()).isEqualTo("no signature: IllegalStateException");
    assertThat(server.connections()).isZero();
  }

  /** A request's own timeout ends with the headers: this one fails with that alone. */
  @Test
  void aBodyThatDripsIsGivenUpAndItsConnectionClosed() {
    server.script(
        (request, out) -> {
          out.write((HEAD + "100000\r\n\r\n").getBytes(ISO_8859_1));
          while (true) {
            out.write(' ');
            out.flush();
            Thread.sleep(20);
          }
        });

    assertThat(failure(Duration.ofMillis(300)).reason()).isEqualTo(Reason.LATE);
    await().until(() -> server.openConnections() == 0);
  }

  @Test
  void theBudgetCountsWhenItIsShorterThanTheLimit() {
    server.script((request, out) -> Thread.sleep(60_000));

    var failure =
        catchThrowableOfType(
            UpstreamException.class,
            () -> upstream(Duration.ofHours(1)).get(REQUEST, Budget.of(Duration.ofMillis(200))));

    assertThat(failure.reason()).isEqualTo(Reason.LATE);
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    server.close();

    assertThat(failure(Duration.ofSeconds(10)).reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void aNameCannotAddAHeader() {
    server.answer(json("{}"));
    var caller = new Caller("acme\r\nX-Admin: yes", "ada/../grace é");

    upstream(Duration.ofSeconds(10))
        .get(
            new UpstreamRequest("/prices/7", Optional.of(caller)),
            Budget.of(Duration.ofSeconds(30)));

    assertThat(server.requests().get(0))
        .contains("X-Caller: acme%0D%0AX-Admin%3A+yes/ada%2F..%2Fgrace+%C3%A9\r\n");
  }

  @Test
  void noMessageRepeatsWhatWasSentOrAnswered() {
    server.answer(json("canary"));

    var failure = failure(Duration.ofSeconds(10));

    assertThat(failure.getMessage()).doesNotContain("canary", "products", "127.0.0.1");
    assertThat(failure.toAnswer().body().toString()).doesNotContain("canary", "products");
  }
}
