package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The control plane by itself, in a JVM of its own, as somebody starts it from a shell. */
class LocalElastiCacheIT {
  private static final Pattern ENDPOINT = Pattern.compile("answer at (http\\S+);");

  @Test
  void itServesWhereItSaysAndEndsWithAllItsEngines(@TempDir Path path) throws Exception {
    var directory = new WorkDirectory(path);
    Process jvm =
        directory
            .java(LocalElastiCache.class, "--port", "0", "--creating", "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = jvm.inputReader()) {
      String greeting = readGreeting(out);
      assertThat(greeting)
          .contains("AWS_ACCESS_KEY_ID=" + ControlPlane.ACCESS_KEY_ID)
          .contains(ControlPlane.notSimulated());
      var endpoint = ENDPOINT.matcher(greeting);
      assertThat(endpoint.find()).as(greeting).isTrue();
      assertThat(greeting).contains("AWS_ENDPOINT_URL=" + endpoint.group(1));

      try (var aws = new Aws(URI.create(endpoint.group(1)), Aws.KEYS)) {
        aws.elastiCache.createServerlessCache(r -> r.serverlessCacheName("demo").engine("valkey"));
        int port = aws.awaitServerless("demo").endpoint().port();

        assertThat(page(endpoint.group(1)))
            .contains("<td>demo</td><td>serverless</td>", "<td>available</td>")
            .contains("localhost:" + port, "Serverless cache is ready")
            .contains(ControlPlane.notSimulated().stream().map(QueryXml::escape).toList());
      }
      assertThat(directory.runs()).hasSize(1);

      jvm.destroy();
      assertThat(jvm.waitFor()).isNotZero();
      await().atMost(Duration.ofSeconds(20)).until(() -> directory.runs().isEmpty());
    } finally {
      jvm.destroyForcibly().waitFor();
    }
  }

  private static String page(String endpoint) throws IOException, InterruptedException {
    var get = HttpRequest.newBuilder(URI.create(endpoint)).build();
    return HttpClient.newHttpClient().send(get, BodyHandlers.ofString()).body();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--port", "--port x", "4566", "--help", "--port -1", "--creating 5 --x 1"})
  void whatItDoesNotUnderstandItSays(String line) {
    assertThatThrownBy(() -> LocalElastiCache.options(line.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("--port NUMBER", "--creating SECONDS", line);
  }

  @Test
  void whatIsNotSaidIsAsUsual() {
    assertThat(LocalElastiCache.options("--creating", "0"))
        .containsEntry("--creating", 0)
        .containsEntry("--port", 4566);
  }

  /** Reads to the end of the list of what is not simulated. */
  private static String readGreeting(BufferedReader out) throws IOException {
    var greeting = new StringBuilder();
    String last = ControlPlane.notSimulated().get(ControlPlane.notSimulated().size() - 1);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      greeting.append(line).append('\n');
      if (line.contains(last)) {
        return greeting.toString();
      }
    }
    throw new AssertionError("It ended after: " + greeting);
  }
}
