package example.elasticache.lambdacache;

import example.elasticache.lambdacache.UpstreamException.Reason;
import java.time.Duration;

/**
 * An upstream API that is asked a second time when it fails for a moment, and left alone when it is
 * down.
 */
public final class RetryingUpstream implements Upstream {
  private static final int FAILURES_IN_A_ROW = 5;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int JITTER_MILLIS = 100;
  private static final Duration WORTH_WHILE = Duration.ofMillis(200);

  private final Upstream upstream;
  private final FaultLog log = new FaultLog(System::nanoTime);
  private final Breaker breaker = new Breaker(FAILURES_IN_A_ROW, PAUSE, System::nanoTime);

  /** Protects this one. */
  public RetryingUpstream(Upstream upstream) {
    this.upstream = upstream;
  }

  // tag::get[]
  @Override
  public UpstreamResponse get(UpstreamRequest request, Budget budget) {
    if (!breaker.allows()) {
      throw new UpstreamException(Reason.UNAVAILABLE, "it has failed too often", null);
    }
    try {
      UpstreamResponse response = getTwice(request, budget);
      breaker.succeeded();
      return response;
    } catch (UpstreamException e) {
      log.record("Upstream " + e.reason(), e.getMessage(), e.reason() == Reason.UNEXPECTED);
      if (e.reason() == Reason.UNEXPECTED) {
        // It answers: one product that it chokes on must not close the way to all others.
        breaker.succeeded();
      } else {
        breaker.failed();
      }
      throw e;
    }
  }

  private UpstreamResponse getTwice(UpstreamRequest request, Budget budget) {
    try {
      return upstream.get(request, budget);
    } catch (UpstreamException e) {
      // Not when it is slow or throttles: a second question would make that worse.
      if (e.reason() != Reason.UNAVAILABLE || budget.isBelow(WORTH_WHILE)) {
        throw e;
      }
      pause(e);
      return upstream.get(request, budget);
    }
  }

  // end::get[]

  private static void pause(UpstreamException first) {
    try {
      Thread.sleep(Jitter.below(JITTER_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw first;
    }
  }
}
