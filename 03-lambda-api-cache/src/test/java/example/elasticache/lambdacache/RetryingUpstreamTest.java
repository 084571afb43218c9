package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.lambdacache.UpstreamException.Reason;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryingUpstreamTest {
  private static final UpstreamRequest REQUEST = new UpstreamRequest("/a", Optional.empty());
  private final AtomicInteger calls = new AtomicInteger();

  private RetryingUpstream failing(int times, Reason reason) {
    return new RetryingUpstream(
        (request, budget) -> {
          if (calls.incrementAndGet() <= times) {
            throw new UpstreamException(reason, "on purpose", null);
          }
          return new UpstreamResponse(200, HttpHeaders.of(Map.of(), (n, v) -> true), json());
        });
  }

  private static EscapedJson json() {
    try {
      return EscapedJson.of("{}".getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Budget budget() {
    return Budget.of(Duration.ofSeconds(20));
  }

  @Test
  void aMomentsFailureIsTriedOnceMore() {
    assertThat(failing(1, Reason.UNAVAILABLE).get(REQUEST, budget()).status()).isEqualTo(200);
    assertThat(calls).hasValue(2);
  }

  @Test
  void twoFailuresAreOne() {
    var upstream = failing(2, Reason.UNAVAILABLE);

    assertThatThrownBy(() -> upstream.get(REQUEST, budget())).isInstanceOf(UpstreamException.class);
    assertThat(calls).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"LATE", "THROTTLED", "UNEXPECTED"})
  void whoIsSlowThrottlesOrTalksNonsenseIsNotAskedAgain(Reason reason) {
    var upstream = failing(1, reason);

    assertThatThrownBy(() -> upstream.get(REQUEST, budget())).isInstanceOf(UpstreamException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void withoutTimeForItThereIsNoSecondTry() {
    var upstream = failing(1, Reason.UNAVAILABLE);

    assertThatThrownBy(() -> upstream.get(REQUEST, Budget.of(Duration.ofMillis(100))))
        .isInstanceOf(UpstreamException.class);
    assertThat(calls).hasValue(1);
  }

  /** Else anybody who knows one broken product could switch off all others. */
  @Test
  void anAnswerThatIsNotPassedOnClosesTheWayToNobody() {
    var upstream = failing(20, Reason.UNEXPECTED);
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> upstream.get(REQUEST, budget()))
          .isInstanceOf(UpstreamException.class);
    }

    assertThat(upstream.get(REQUEST, budget()).status()).isEqualTo(200);
    assertThat(calls).hasValue(21);
  }

  @Test
  void whoIsDownIsLeftAlone() {
    var upstream = failing(1_000, Reason.LATE);
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> upstream.get(REQUEST, budget()))
          .isInstanceOf(UpstreamException.class);
    }

    // Five, and a trial or two if this machine is slow.
    assertThat(calls.get()).isBetween(5, 10);
  }
}
