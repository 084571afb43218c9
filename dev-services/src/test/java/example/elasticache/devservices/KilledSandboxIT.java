package example.elasticache.devservices;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.lambda.FrozenSandbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KilledSandboxIT {

  @Test
  void aFrozenFunctionDoesNotOutliveTheJvmThatStartedIt() throws Exception {
    assumeThat(System.getProperty("os.name")).doesNotContain("Windows");
    var victim = VictimJvm.start(FrozenSandbox.class);
    var function = ProcessHandle.of(Long.parseLong(victim.lines().get(0))).orElseThrow();
    try {
      victim.kill();

      await().atMost(Duration.ofSeconds(30)).until(() -> !function.isAlive());
    } finally {
      function.destroyForcibly();
    }
  }
}
