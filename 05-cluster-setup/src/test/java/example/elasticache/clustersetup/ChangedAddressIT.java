package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A failover changes where a name leads, and a JVM that runs on must notice. */
@Isolated("The time until the change is noticed is the requirement.")
class ChangedAddressIT {
  private static final Duration LIFE = Duration.ofSeconds(1);

  /** Started in a JVM of its own: says where the name leads, each time that this changes. */
  public static final class Asker {
    public static void main(String[] args) throws Exception {
      CacheClients.keepAddressesFor(LIFE);
      String last = "";
      while (true) {
        String address = InetAddress.getByName("primary.test").getHostAddress();
        if (!address.equals(last)) {
          System.out.println(address);
        }
        last = address;
        Thread.sleep(20);
      }
    }
  }

  /** Fails without the setting: then the JDK keeps the old address for 30 seconds. */
  @Test
  void theNewAddressIsUsedSoon(@TempDir Path directory) throws Exception {
    Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 primary.test\n");
    Process asker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Asker.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = asker.inputReader()) {
      assertThat(said.readLine()).isEqualTo("127.0.0.1");

      Path changed = Files.writeString(directory.resolve("new"), "127.0.0.2 primary.test\n");
      // At once, so that nobody reads half a file.
      Files.move(changed, hosts, StandardCopyOption.REPLACE_EXISTING);
      long start = System.nanoTime();

      assertThat(said.readLine()).isEqualTo("127.0.0.2");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIFE.plusSeconds(2));
    } finally {
      asker.destroyForcibly().waitFor();
    }
  }
}
