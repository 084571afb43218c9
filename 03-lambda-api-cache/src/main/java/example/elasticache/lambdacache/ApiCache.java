package example.elasticache.lambdacache;

import example.elasticache.lambdacache.Answer.Source;
import example.elasticache.lambdacache.Opened.Granted;
import example.elasticache.lambdacache.Opened.HeldOff;
import example.elasticache.lambdacache.UpstreamException.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The pattern: an answer is a fresh copy, or what the upstream API says, or an older copy in need.
 *
 * <p>Of all sandboxes that miss at once, one asks the upstream API. The others serve an older copy
 * if there is one, and else wait for the new one, within their budgets.
 */
public final class ApiCache {
  private static final Duration HOLD_OFF = Duration.ofSeconds(2);
  private static final Duration PASS_ON = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Upstream upstream;
  private final AnswerCache cache;
  private final CachePolicy policy;
  private final InstantSource clock;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /** Asks this one for what that one does not hold. */
  public ApiCache(Upstream upstream, AnswerCache cache, CachePolicy policy, InstantSource clock) {
    this.upstream = upstream;
    this.cache = cache;
    this.policy = policy;
    this.clock = clock;
  }

  // tag::answer[]
  /**
   * Returns the answer to a call.
   *
   * @throws UpstreamException if there is neither an answer nor a copy
   */
  public Answer answer(ApiCall call, Budget budget) {
    Found found = cache.find(call, budget);
    if (found instanceof Copy copy && copy.isFresh(clock.instant())) {
      return hit(copy);
    }
    if (found instanceof Found.PassOn) {
      return miss(upstream.get(call.toUpstream(), budget));
    }
    return answerTogether(call, budget);
  }

  private Answer answerTogether(ApiCall call, Budget budget) {
    Lease lease = Lease.create();
    while (true) {
      Opened opened = cache.open(call, lease, budget);
      Optional<Copy> copy = usable(opened.found());
      if (copy.isPresent() && copy.get().isFresh(clock.instant())) {
        // Somebody was quicker between our two looks.
        giveBack(opened, call, lease, budget);
        return hit(copy.get());
      }
      if (opened instanceof Granted) {
        return load(call, lease, copy, budget);
      }
      if (copy.isPresent()) {
        return stale(copy.get());
      }
      if (opened.found() instanceof Found.PassOn) {
        return miss(upstream.get(call.toUpstream(), budget));
      }
      if (opened instanceof HeldOff) {
        throw new UpstreamException(Reason.UNAVAILABLE, "it failed a moment ago", null);
      }
      pause(budget);
    }
  }

  // end::answer[]

  // tag::load[]
  private Answer load(ApiCall call, Lease lease, Optional<Copy> older, Budget budget) {
    UpstreamResponse response;
    try {
      response = upstream.get(call.toUpstream(), budget);
    } catch (UpstreamException e) {
      failures.increment();
      cache.holdOff(call, lease, HOLD_OFF, budget);
      return stale(older.orElseThrow(() -> e));
    }
    Optional<Copy> copy = policy.copy(call, response);
    if (copy.isPresent()) {
      cache.keep(call, lease, copy.get(), budget);
    } else {
      cache.passOn(call, lease, PASS_ON, budget);
    }
    return miss(response);
  }

  // end::load[]

  private Optional<Copy> usable(Found found) {
    return found instanceof Copy copy && copy.isUsable(clock.instant())
        ? Optional.of(copy)
        : Optional.empty();
  }

  private void giveBack(Opened opened, ApiCall call, Lease lease, Budget budget) {
    if (opened instanceof Granted) {
      cache.release(call, lease, budget);
    }
  }

  private static void pause(Budget budget) {
    if (budget.isBelow(PAUSE.multipliedBy(2))) {
      throw new UpstreamException(Reason.LATE, "another sandbox asks, and has no answer yet", null);
    }
    try {
      // Spread: those who wait together should not all come back together.
      Thread.sleep(PAUSE.toMillis() - Jitter.below(PAUSE.toMillis() / 2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UpstreamException(Reason.UNAVAILABLE, "interrupted", e);
    }
  }

  private Answer hit(Copy copy) {
    hits.increment();
    return new Answer(copy.status(), copy.body(), Source.HIT);
  }

  private Answer stale(Copy copy) {
    stale.increment();
    return new Answer(copy.status(), copy.body(), Source.STALE);
  }

  private Answer miss(UpstreamResponse response) {
    misses.increment();
    return new Answer(response.status(), response.body(), Source.MISS);
  }

  /** Returns what it made of the calls so far. */
  public ApiCacheStats stats() {
    return new ApiCacheStats(hits.sum(), misses.sum(), stale.sum(), failures.sum());
  }
}
