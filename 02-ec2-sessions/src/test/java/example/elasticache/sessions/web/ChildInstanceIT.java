package example.elasticache.sessions.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class ChildInstanceIT {
  /** Nothing listens there. */
  private static final URI NO_STORE = URI.create("redis://127.0.0.1:1");

  @Test
  void anInstanceStartsWithoutItsStoreAndSaysSo() throws Exception {
    try (ChildInstance instance = ChildInstance.start("A", NO_STORE).awaitReady()) {
      var connection =
          new URI("http", null, "127.0.0.1", instance.address().getPort(), "/", null, null)
              .toURL()
              .openConnection();
      connection.setRequestProperty(
          "Cookie", "__Host-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

      assertThat(connection.getHeaderField(0)).contains("503");
    }
  }

  /** A parent that is killed runs no shutdown hook; its instances must not stay. */
  @Test
  void anInstanceEndsWhenItsParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var output =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    assertThat(output.readLine()).isEqualTo("ready");
    ProcessHandle instance =
        parent
            .descendants()
            .filter(p -> p.info().commandLine().orElse("").contains(Instance.class.getName()))
            .findFirst()
            .orElseThrow();

    parent.destroyForcibly();

    instance.onExit().get(20, TimeUnit.SECONDS);
    assertThat(instance.isAlive()).isFalse();
  }

  /** Starts an instance and waits to be killed. */
  static final class Parent {
    public static void main(String[] args) throws InterruptedException {
      ChildInstance.start("A", NO_STORE).awaitReady();
      System.out.println("ready");
      Thread.sleep(60_000);
    }

    private Parent() {}
  }
}
