package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.topology.RedisReplicas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class KilledJvmIT {
  private static final String END = "end without closing";
  private static final String LOSE_HELPER = "lose the helper";

  /** Started in a JVM of its own: starts servers, says which, and waits or ends. */
  public static final class Victim {
    public static void main(String[] args) throws Exception {
      var group = RedisReplicas.start(1);
      if (List.of(args).contains(LOSE_HELPER)) {
        ProcessHandle helper = VictimJvm.helper(ProcessHandle.current()).orElseThrow();
        helper.destroyForcibly();
        helper.onExit().join();
      }
      List<RedisServer> servers = new ArrayList<>(group.replicas());
      servers.add(group.primary());
      servers.add(RedisServer.start());
      for (RedisServer server : servers) {
        System.out.println(server.handle().pid() + " " + server.directory());
      }
      System.out.println();
      if (!List.of(args).contains(END)) {
        Thread.sleep(60_000);
      }
    }
  }

  private record Left(ProcessHandle process, Path directory) {

    static List<Left> by(VictimJvm jvm) throws IOException {
      return jvm.lines().stream()
          .map(line -> line.split(" ", 2))
          .flatMap(
              words ->
                  ProcessHandle.of(Long.parseLong(words[0])).stream()
                      .map(process -> new Left(process, Path.of(words[1]))))
          .toList();
    }

    boolean isGone() {
      return !process.isAlive() && !Files.exists(directory);
    }
  }

  private static void awaitGone(List<Left> servers) {
    await().atMost(Duration.ofSeconds(20)).until(() -> servers.stream().allMatch(Left::isGone));
  }

  private static void killAndAwaitGone(VictimJvm jvm) throws Exception {
    List<Left> servers = Left.by(jvm);
    assertThat(servers).hasSize(3).allMatch(server -> server.process.isAlive());

    jvm.kill();

    awaitGone(servers);
  }

  @Test
  void aKilledJvmLeavesNoServerAndNoFile() throws Exception {
    killAndAwaitGone(VictimJvm.start(Victim.class));
  }

  @Test
  void aJvmThatForgetsToCloseLeavesNoServerAndNoFile() throws Exception {
    VictimJvm jvm = VictimJvm.start(Victim.class, END);
    List<Left> servers = Left.by(jvm);

    assertThat(jvm.process().waitFor()).isZero();

    awaitGone(servers);
  }

  @Test
  void aHelperThatWasKilledIsReplaced() throws Exception {
    killAndAwaitGone(VictimJvm.start(Victim.class, LOSE_HELPER));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theHelperOutlivesACtrlC() throws Exception {
    VictimJvm jvm = VictimJvm.start(Victim.class);
    List<Left> servers = Left.by(jvm);
    ProcessHandle helper = jvm.helper().orElseThrow();

    Processes.signal("INT", helper);
    Processes.signal("HUP", helper);
    jvm.kill();

    awaitGone(servers);
    await().until(() -> !helper.isAlive());
  }
}
