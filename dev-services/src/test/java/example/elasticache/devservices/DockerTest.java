package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it changes system properties")
class DockerTest {

  @AfterEach
  void unset() {
    System.clearProperty("docker.host");
    System.clearProperty("xdg.runtime.dir");
  }

  private static LoopbackListener engine(String status) {
    return LoopbackListener.start(
        "engine",
        c -> {
          c.client().getInputStream().read(new byte[1024]);
          c.client().getOutputStream().write(status.getBytes(StandardCharsets.US_ASCII));
        });
  }

  private static void readForEver(LoopbackListener.Connection connection) throws IOException {
    connection.client().getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK, true",
    "HTTP/1.0 200 OK, true",
    "HTTP/1.1 500 broken, false",
    "-ERR what, false",
    "'', false"
  })
  void anEngineIsOneThatAnswersAPing(String status, boolean expected) {
    try (var engine = engine(status)) {
      assertThat(Docker.answers(URI.create("tcp://127.0.0.1:" + engine.address().getPort())))
          .isEqualTo(expected);
    }
  }

  @Test
  void anEngineThatIsSilentIsNotWaitedForLong() {
    try (var silent = LoopbackListener.start("silent", DockerTest::readForEver)) {
      assertThat(Docker.answers(URI.create("tcp://127.0.0.1:" + silent.address().getPort())))
          .isFalse();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aSocketIsFoundInTheDirectoryOfARootlessEngine(@TempDir Path directory) throws IOException {
    Path socket = directory.resolve("docker.sock");
    try (var engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      engine.bind(UnixDomainSocketAddress.of(socket));
      CompletableFuture.runAsync(
          () -> {
            try (var client = engine.accept()) {
              // All of it: a connection closed on unread bytes takes its answer along.
              client.read(ByteBuffer.allocate(1024));
              client.write(ByteBuffer.wrap("HTTP/1.1 200 OK".getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException closed) {
              // The test is over.
            }
          });
      System.setProperty("xdg.runtime.dir", directory.toString());
      if (!Files.exists(Path.of("/var/run/docker.sock"))) {
        assertThat(Docker.engine()).contains(URI.create("unix://" + socket));
      }
      assertThat(Docker.answers(URI.create("unix://" + socket))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://me@build-machine",
        "unix:///no/such/socket",
        "npipe:////./pipe/no_such_engine",
        "tcp://",
        "tcp:what",
        "nonsense",
        "::::",
        "tcp://127.0.0.1:1"
      })
  void aHostThatCannotBeAskedDoesNotAnswer(String host) {
    System.setProperty("docker.host", host);

    assertThat(Docker.engine().map(Docker::answers).orElse(false)).isFalse();
  }

  @Test
  void theDockerCommandTalksToTheEngineThatWasAsked() {
    System.setProperty("docker.host", "unix:///run/mine.sock");

    assertThat(Docker.command("ps").environment())
        .containsEntry("DOCKER_HOST", "unix:///run/mine.sock");
  }
}
