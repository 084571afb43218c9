package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledControlPlaneIT {

  /** Started in a JVM of its own: creates a serverless cache and a group, and waits. */
  public static final class Victim {
    public static void main(String[] args) throws Exception {
      var plane = ControlPlane.start();
      var aws = new Aws(plane);
      aws.elastiCache.createServerlessCache(r -> r.serverlessCacheName("sl").engine("valkey"));
      aws.elastiCache.createReplicationGroup(
          r ->
              r.replicationGroupId("cmd")
                  .replicationGroupDescription("d")
                  .engine("valkey")
                  .numCacheClusters(2));
      aws.awaitServerless("sl");
      aws.awaitGroup("cmd");
      System.out.println("ready");
      Thread.sleep(60_000);
    }
  }

  @Test
  void aKilledJvmLeavesNoEngineAndNoFile(@TempDir Path path) throws Exception {
    var directory = new WorkDirectory(path);
    Process jvm =
        directory.java(Victim.class).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(jvm.inputReader().readLine()).isEqualTo("ready");
    List<ProcessHandle> engines =
        jvm.toHandle().children().filter(WorkDirectory::isEngine).toList();
    assertThat(engines).hasSize(3);
    assertThat(directory.runs()).hasSize(3);

    jvm.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> engines.stream().noneMatch(ProcessHandle::isAlive) && directory.runs().isEmpty());
  }
}
