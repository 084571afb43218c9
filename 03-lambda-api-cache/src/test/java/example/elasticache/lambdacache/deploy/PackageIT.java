package example.elasticache.lambdacache.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.lambda.Sandbox;
import example.elasticache.lambdacache.ApiCacheHandler;
import example.elasticache.lambdacache.demo.Events;
import example.elasticache.lambdacache.demo.ProductApi;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is uploaded to Lambda: nothing too much, and nothing too little. */
@Timeout(120)
class PackageIT {
  private static final Path ZIP = Path.of("target/lambda-api-cache-function.zip");

  private static List<String> entries() throws IOException {
    try (var zip = new ZipFile(ZIP.toFile())) {
      return zip.stream().map(entry -> entry.getName()).toList();
    }
  }

  @Test
  void itHoldsTheFunctionAndItsLibrariesOnly() throws IOException {
    List<String> entries = entries();

    assertThat(entries).contains(ApiCacheHandler.class.getName().replace('.', '/') + ".class");
    assertThat(entries)
        .filteredOn(entry -> entry.endsWith(".jar"))
        .extracting(entry -> entry.replaceAll("^lib/|-[0-9][^/]*\\.jar$", ""))
        .containsExactlyInAnyOrder(
            "annotations",
            "aws-lambda-java-core",
            "checksums",
            "checksums-spi",
            "commons-pool2",
            "crac",
            "gson",
            "http-auth-aws",
            "http-auth-spi",
            "http-client-spi",
            "identity-spi",
            "jackson-core",
            "jedis",
            "json",
            "metrics-spi",
            "reactive-streams",
            "redis-authx-core",
            "slf4j-api",
            "slf4j-nop",
            "utils");
    assertThat(entries)
        .noneMatch(entry -> entry.matches(".*/(demo|stages)/.*class|.*/Main.*|.*Test.*"));
  }

  /**
   * The chapter says "about 3 MB". A larger package takes longer to load: look at what came in
   * before you raise this.
   */
  @Test
  void itStaysSmall() throws IOException {
    assertThat(Files.size(ZIP)).isBetween(2_700_000L, 3_300_000L);
  }

  /** With nothing but the package and what the managed runtime has. */
  @Test
  void itIsAllThatTheFunctionNeeds(@TempDir Path task) throws IOException {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    try (var zip = new ZipFile(ZIP.toFile())) {
      for (var entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
        Path file = task.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip.getInputStream(entry), file);
      }
    }
    try (var server = RedisServer.start();
        var api = ProductApi.open();
        var sandbox =
            Sandbox.of(ApiCacheHandler.class.getName())
                .classpath(classpath(task))
                .environment("UPSTREAM_URL", api.uri().toString())
                .environment("CACHE_URL", "redis://127.0.0.1:" + server.address().getPort())
                .start()) {
      String event = Events.ofHttpApi("/products/7", Optional.empty());
      sandbox.invoke(event, Duration.ofSeconds(20));

      var answer = sandbox.invoke(event, Duration.ofSeconds(20));

      assertThat(new String(answer.body(), UTF_8)).contains("\"X-Cache\":\"hit\"");
      assertThat(sandbox.log()).doesNotContain("Error", "Exception");
    }
  }

  private static String classpath(Path task) throws IOException {
    String ofTheRuntime =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                jar ->
                    jar.matches(
                        ".*(aws-lambda-java-(runtime-interface-client|serialization|core)|utils-lite)-.*"))
            .collect(Collectors.joining(File.pathSeparator));
    return String.join(File.pathSeparator, task.toString(), task + "/lib/*", ofTheRuntime);
  }
}
