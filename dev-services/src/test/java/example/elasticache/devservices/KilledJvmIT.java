package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KilledJvmIT {

  /** Started in a JVM of its own: starts a server, says which, and waits. */
  public static final class Victim {
    public static void main(String[] args) throws Exception {
      var server = RedisServer.start();
      System.out.println(server.handle().pid() + " " + server.directory());
      System.out.flush();
      if (args.length > 0) {
        return; // ends without closing: the shutdown hook's and the helper's case
      }
      Thread.sleep(60_000);
    }
  }

  @Test
  void aKilledJvmLeavesNoServerAndNoFile() throws Exception {
    Process jvm = start();
    String[] line = jvm.inputReader().readLine().split(" ", 2);
    ProcessHandle server = ProcessHandle.of(Long.parseLong(line[0])).orElseThrow();
    assertThat(server.isAlive()).isTrue();

    jvm.destroyForcibly().waitFor();

    assertThat(goneWithin(server, Path.of(line[1]), Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void aJvmThatForgetsToCloseLeavesNoServerAndNoFile() throws Exception {
    Process jvm = start("and end");
    String[] line = jvm.inputReader().readLine().split(" ", 2);
    jvm.waitFor();

    boolean gone =
        ProcessHandle.of(Long.parseLong(line[0]))
            .map(server -> goneWithin(server, Path.of(line[1]), Duration.ofSeconds(10)))
            .orElse(true);

    assertThat(gone).isTrue();
  }

  private static Process start(String... arguments) throws Exception {
    var command =
        new java.util.ArrayList<>(
            java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName()));
    command.addAll(java.util.List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static boolean goneWithin(ProcessHandle server, Path directory, Duration limit) {
    Instant end = Instant.now().plus(limit);
    while (server.isAlive() || Files.exists(directory)) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Processes.sleep(20);
    }
    return true;
  }
}
