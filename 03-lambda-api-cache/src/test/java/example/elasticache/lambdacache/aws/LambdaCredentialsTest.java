package example.elasticache.lambdacache.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class LambdaCredentialsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AWS_ACCESS_KEY_ID", "ASIAEXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "secret-canary",
          "AWS_SESSION_TOKEN", "token-canary");

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-25T09:00:00Z"));
  private HttpServer sandbox;

  @BeforeEach
  void start() throws Exception {
    sandbox = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sandbox.createContext(
        "/credentials",
        exchange -> {
          boolean known = "opener".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body =
              """
              {"AccessKeyId":"ASIA%d","SecretAccessKey":"secret","Token":"token",
               "Expiration":"%s","other":{"a":[1]}}"""
                  .formatted(asked.incrementAndGet(), now.get().plusSeconds(3600))
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 403, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    sandbox.start();
  }

  @AfterEach
  void stop() {
    sandbox.stop(0);
  }

  private LambdaCredentials inASnapshot(String address, String opener) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address);
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", opener);
    return new LambdaCredentials(environment, now::get);
  }

  private String address() {
    return "http://127.0.0.1:" + sandbox.getAddress().getPort() + "/credentials";
  }

  @Test
  void usuallyTheyAreInTheEnvironment() {
    var identity =
        (AwsSessionCredentialsIdentity) new LambdaCredentials(ENVIRONMENT, now::get).get();

    assertThat(identity.accessKeyId()).isEqualTo("ASIAEXAMPLE");
    assertThat(identity.secretAccessKey()).isEqualTo("secret-canary");
    assertThat(identity.sessionToken()).isEqualTo("token-canary");
  }

  @Test
  void withSnapStartTheSandboxIsAskedAndAskedAgainBeforeTheyEnd() {
    var credentials = inASnapshot(address(), "opener");

    assertThat(credentials.get().accessKeyId()).isEqualTo("ASIA1");
    now.updateAndGet(instant -> instant.plusSeconds(54 * 60));
    assertThat(credentials.get().accessKeyId()).isEqualTo("ASIA1");
    now.updateAndGet(instant -> instant.plusSeconds(2 * 60));
    assertThat(credentials.get().accessKeyId()).isEqualTo("ASIA2");
  }

  @Test
  void whenTheSandboxGivesNoneTheOldOnesServeToTheirEnd() {
    var credentials = inASnapshot(address(), "opener");
    credentials.get();
    sandbox.stop(0);

    now.updateAndGet(instant -> instant.plusSeconds(59 * 60));
    assertThat(credentials.get().accessKeyId()).isEqualTo("ASIA1");
    now.updateAndGet(instant -> instant.plusSeconds(60));
    assertThatThrownBy(credentials::get).hasMessage("The sandbox gives no credentials.");
  }

  @Test
  void theOpenerOfTheRoleGoesToThisSandboxOnly() {
    for (String elsewhere :
        new String[] {
          "http://169.254.169.254/credentials",
          "http://evil.example/credentials",
          "http://127.0.0.1.evil.example/credentials",
          "http:///credentials"
        }) {
      assertThatThrownBy(() -> inASnapshot(elsewhere, "opener").get())
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> new LambdaCredentials(Map.of(), now::get).get())
        .hasMessageContaining("AWS_ACCESS_KEY_ID");
  }

  @Test
  void noTextShowsCredentials() {
    assertThat(new LambdaCredentials(ENVIRONMENT, now::get).toString()).doesNotContain("canary");
    assertThatThrownBy(() -> inASnapshot(address(), "canary").get())
        .hasMessageNotContaining("canary");
  }
}
