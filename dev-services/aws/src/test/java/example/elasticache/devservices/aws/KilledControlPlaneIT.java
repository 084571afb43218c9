package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

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
  void aKilledJvmLeavesNoEngine() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(jvm.inputReader().readLine()).isEqualTo("ready");
    List<ProcessHandle> engines =
        jvm.toHandle().children().filter(KilledControlPlaneIT::isEngine).toList();
    assertThat(engines).hasSize(3);

    jvm.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> engines.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static boolean isEngine(ProcessHandle process) {
    return process.info().command().orElse("").matches(".*(redis|valkey)-server");
  }
}
