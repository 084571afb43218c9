package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

class HostileRequestsIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ControlPlane plane;

  @BeforeAll
  static void start() {
    plane = ControlPlane.start();
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void aThousandMalformedRequestsLeaveItServing() throws Exception {
    var random = new Random(9);
    for (int i = 0; i < 1_000; i++) {
      byte[] garbage = new byte[random.nextInt(200)];
      random.nextBytes(garbage);
      String text = new String(garbage, StandardCharsets.ISO_8859_1);
      switch (i % 5) {
        case 0 -> raw(garbage);
        case 1 ->
            raw(("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n" + text).getBytes());
        case 2 -> assertRefused(post(plane.endpoint(), text, "nonsense " + i));
        case 3 -> assertRefused(signed("Action=CreateUser&" + encoded(text) + "=1"));
        default ->
            assertRefused(signed("Action=CreateServerlessCache&Engine=valkey&" + mutation(random)));
      }
    }

    try (var aws = new Aws(plane)) {
      assertThat(aws.sts.getCallerIdentity().account()).isEqualTo(ControlPlane.ACCOUNT);
      assertThat(aws.elastiCache.describeServerlessCaches(r -> {}).serverlessCaches()).isEmpty();
    }
  }

  private static String mutation(Random random) {
    String[] pieces = {
      "Tags", "Tag", "member", ".", "..", "1", "-1", "99999999999", "Key", "=", "&", "%", "+"
    };
    var form = new StringBuilder("Unknown" + random.nextInt() + "=");
    for (int i = 0; i < 12; i++) {
      form.append(pieces[random.nextInt(pieces.length)]);
    }
    return form.toString();
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode("X" + text, StandardCharsets.UTF_8);
  }

  @Test
  void aRequestOfTwoMegabytesIsRefused() throws Exception {
    assertThat(post(plane.endpoint(), "a".repeat(2 * 1024 * 1024), "x").body())
        .contains("RequestEntityTooLarge");
  }

  @Test
  void aSignedRequestThatWasChangedOnItsWayIsRefused() throws Exception {
    var signed = signedRequest("Action=DescribeUsers&Version=2015-02-02");
    var changed =
        HttpRequest.newBuilder(signed, (name, value) -> true)
            .POST(HttpRequest.BodyPublishers.ofString("Action=DeleteUser&Version=2015-02-02"))
            .build();

    assertThat(HTTP.send(signed, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThat(HTTP.send(changed, BodyHandlers.ofString()).body())
        .contains("SignatureDoesNotMatch");
  }

  @Test
  void anActionThatIsNotKnownIsNamedWithoutHarm() throws Exception {
    assertThat(signed("Action=%3Cscript%3E").body())
        .contains("InvalidAction")
        .doesNotContain("<script>");
    assertThat(signed("").body()).contains("InvalidAction");
  }

  @Test
  void thePageShowsTheStateAndWhatIsNotSimulated() throws Exception {
    var page = HTTP.send(HttpRequest.newBuilder(plane.endpoint()).build(), BodyHandlers.ofString());

    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.body())
        .contains("CreateServerlessCache", "There is no VPC")
        .doesNotContain(ControlPlane.SECRET_ACCESS_KEY);
  }

  private static void assertRefused(java.net.http.HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
    assertThat(response.body()).contains("<Code>");
  }

  private static void raw(byte[] bytes) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", plane.endpoint().getPort()), 5_000);
      socket.getOutputStream().write(bytes);
    } catch (IOException closedOnUs) {
      // A server may hang up on garbage.
    }
  }

  private static java.net.http.HttpResponse<String> post(URI uri, String body, String authorization)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static java.net.http.HttpResponse<String> signed(String form) throws Exception {
    return HTTP.send(signedRequest(form), BodyHandlers.ofString());
  }

  private static HttpRequest signedRequest(String form) {
    var unsigned = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(plane.endpoint());
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(Aws.KEYS)
                        .request(unsigned.build())
                        .payload(ContentStreamProvider.fromUtf8String(form))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "elasticache")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, Aws.REGION.id()))
            .request();
    var request =
        HttpRequest.newBuilder(plane.endpoint()).POST(HttpRequest.BodyPublishers.ofString(form));
    signed
        .headers()
        .forEach(
            (name, values) -> {
              // The client writes this one itself, and the same.
              if (!name.equalsIgnoreCase("Host")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }
}
