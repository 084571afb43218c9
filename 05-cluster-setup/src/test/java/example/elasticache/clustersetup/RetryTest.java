package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

class RetryTest {
  private static final Duration PAUSE = Duration.ofMillis(1);
  private final Retry retry = new Retry(Duration.ofSeconds(20), PAUSE, PAUSE);
  private final AtomicInteger calls = new AtomicInteger();

  private Supplier<String> failingTwiceWith(JedisException e) {
    return () -> {
      if (calls.incrementAndGet() <= 2) {
        throw e;
      }
      return "done";
    };
  }

  private static JedisException ofTheCluster(JedisException hidden) {
    var e = new JedisClusterOperationException("No more cluster attempts left.");
    e.addSuppressed(hidden);
    return e;
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLUSTERDOWN x", "TRYAGAIN x", "LOADING x", "MASTERDOWN x", "READONLY x"})
  void whatTheEngineRefusedForAWhileIsRepeated(String refusal) {
    var refused = new JedisDataException(refusal);

    assertThat(retry.once(failingTwiceWith(refused))).isEqualTo("done");
    calls.set(0);
    assertThat(retry.once(failingTwiceWith(ofTheCluster(refused)))).isEqualTo("done");
    calls.set(0);
    var inTheCause = new JedisClusterOperationException("No more cluster attempts left.", refused);
    assertThat(retry.once(failingTwiceWith(inTheCause))).isEqualTo("done");
  }

  @Test
  void aLostAnswerIsAskedForAgainOnlyWhereThatDoesNoHarm() {
    var lost = new JedisConnectionException("Read timed out");

    assertThat(retry.idempotent(failingTwiceWith(ofTheCluster(lost)))).isEqualTo("done");
    calls.set(0);
    assertThatThrownBy(() -> retry.once(failingTwiceWith(lost))).isSameAs(lost);
    assertThat(calls).hasValue(1);
  }

  @Test
  void aMistakeIsNotRepeated() {
    var mistake = new JedisDataException("WRONGTYPE x");

    assertThatThrownBy(() -> retry.idempotent(failingTwiceWith(mistake))).isSameAs(mistake);
    assertThat(calls).hasValue(1);
  }

  @Test
  void theDeadlineEndsIt() {
    var lost = new JedisConnectionException("refused");
    var brief = new Retry(Duration.ofMillis(50), PAUSE, PAUSE);

    assertThatThrownBy(
            () ->
                brief.idempotent(
                    () -> {
                      throw lost;
                    }))
        .isSameAs(lost);
  }
}
