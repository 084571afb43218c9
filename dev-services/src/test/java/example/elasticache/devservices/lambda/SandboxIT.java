package example.elasticache.devservices.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.ServerException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SandboxIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static Sandbox.Builder sample(boolean portable) {
    var builder = Sandbox.of(SampleFunction.class.getName());
    return portable ? builder.portable() : builder;
  }

  private static String text(RuntimeApi.Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void linuxRunsTheClientOfAws() {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");

    try (var sandbox = sample(false).start()) {
      assertThat(sandbox.runsAwsClient()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneFunctionAnswersOneEventAfterTheOther(boolean portable) {
    try (var sandbox = sample(portable).start()) {
      assertThat(text(sandbox.invoke("a", LIMIT))).isEqualTo("init: a 1 true");
      assertThat(sandbox.invoke("fail", LIMIT).failed()).isTrue();
      assertThat(text(sandbox.invoke("b", LIMIT))).isEqualTo("init: b 3 true");

      assertThat(sandbox.init()).isPositive();
      await().untilAsserted(() -> assertThat(sandbox.log()).contains("event 1", "event 3"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theHooksOfASnapshotRun(boolean portable) {
    try (var sandbox = sample(portable).snapStart().start()) {
      var early = sandbox.invokeLater("a", LIMIT);
      assertThatThrownBy(() -> early.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      assertThat(sandbox.restore()).isPositive();

      assertThat(text(early.join())).isEqualTo("init checkpoint restore: a 1 true");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFunctionThatDoesNotInitialiseIsReported(boolean portable) {
    assertThatThrownBy(() -> sample(portable).environment("MODE", "broken").start())
        .isInstanceOf(ServerException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSandboxWithoutAParentEndsByItself(boolean portable) {
    try (var sandbox = sample(portable).start()) {
      sandbox.abandon();

      await().atMost(Duration.ofSeconds(60)).until(() -> !sandbox.isAlive());
    }
  }

  @Test
  void aFrozenFunctionGoesOnWhenItThaws() {
    assumeThat(System.getProperty("os.name")).doesNotContain("Windows");
    try (var sandbox = sample(false).start()) {
      sandbox.freeze();
      var answer = sandbox.invokeLater("a", LIMIT);
      assertThatThrownBy(() -> answer.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      sandbox.thaw();

      assertThat(text(answer.join())).isEqualTo("init: a 1 true");
    }
  }
}
