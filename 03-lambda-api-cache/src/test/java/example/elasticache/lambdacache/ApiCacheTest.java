package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import example.elasticache.lambdacache.Answer.Source;
import example.elasticache.lambdacache.UpstreamException.Reason;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApiCacheTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ApiCall MUG =
      new ApiCall("products", "7", new TreeMap<>(), Optional.empty());
  private static final Executor OWN_THREAD = task -> new Thread(task).start();

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-25T09:00:00Z"));
  private final InstantSource clock = now::get;
  private final AtomicInteger calls = new AtomicInteger();
  private final AnswerCache cache = new InMemoryAnswerCache(Duration.ofSeconds(7), clock);
  private Upstream upstream = (request, budget) -> response(200, "");
  private final ApiCache api = sandbox();

  private ApiCache sandbox() {
    return new ApiCache(
        (request, budget) -> {
          calls.incrementAndGet();
          return upstream.get(request, budget);
        },
        cache,
        new CachePolicy(HOUR, Duration.ofSeconds(30), Duration.ofHours(2), clock),
        clock);
  }

  private static Budget budget() {
    return Budget.of(Duration.ofSeconds(50));
  }

  private static UpstreamResponse response(int status, String cacheControl) {
    Map<String, List<String>> headers =
        cacheControl.isEmpty() ? Map.of() : Map.of("Cache-Control", List.of(cacheControl));
    try {
      return new UpstreamResponse(
          status, HttpHeaders.of(headers, (n, v) -> true), EscapedJson.of("{}".getBytes(UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static UpstreamResponse down() {
    throw new UpstreamException(Reason.UNAVAILABLE, "down", null);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  // tag::second-answer[]
  @Test
  void theSecondAnswerComesFromTheCache() {
    api.answer(MUG, budget());
    upstream = (request, budget) -> down(); // only the copy can answer now

    Answer second = api.answer(MUG, budget());

    assertThat(second.source()).isEqualTo(Source.HIT);
    assertThat(calls).hasValue(1);
    assertThat(api.stats()).isEqualTo(new ApiCacheStats(1, 1, 0, 0));
  }

  // end::second-answer[]

  @Test
  void anAnswerIsAskedForAgainWhenItsHourIsOver() {
    api.answer(MUG, budget());
    pass(HOUR);

    assertThat(api.answer(MUG, budget()).source()).isEqualTo(Source.MISS);
    assertThat(calls).hasValue(2);
  }

  @Test
  void anAbsenceIsAnsweredFromTheCacheForHalfAMinute() {
    upstream = (request, budget) -> response(404, "");
    api.answer(MUG, budget());

    Answer again = api.answer(MUG, budget());
    pass(Duration.ofSeconds(30));
    api.answer(MUG, budget());

    assertThat(again).extracting(Answer::status, Answer::source).containsExactly(404, Source.HIT);
    assertThat(calls).hasValue(2);
  }

  @Test
  void anOldCopyServesWhileTheUpstreamApiIsDownAndNoLongerThanItMay() {
    api.answer(MUG, budget());
    upstream = (request, budget) -> down();

    pass(HOUR);
    assertThat(api.answer(MUG, budget()).source()).isEqualTo(Source.STALE);
    pass(Duration.ofHours(2));
    assertThatThrownBy(() -> api.answer(MUG, budget())).isInstanceOf(UpstreamException.class);

    assertThat(api.stats().stale()).isEqualTo(1);
  }

  @Test
  void afterAFailureNobodyAsksForAMoment() {
    api.answer(MUG, budget());
    upstream = (request, budget) -> down();
    pass(HOUR);

    for (int i = 0; i < 10; i++) {
      assertThat(sandbox().answer(MUG, budget()).source()).isEqualTo(Source.STALE);
    }
    assertThat(calls).hasValue(2);

    pass(Duration.ofSeconds(3));
    sandbox().answer(MUG, budget());
    assertThat(calls).hasValue(3);
  }

  @Test
  void afterAFailureWithoutACopyTheErrorComesAtOnce() {
    upstream = (request, budget) -> down();
    assertThatThrownBy(() -> api.answer(MUG, budget())).isInstanceOf(UpstreamException.class);

    var second =
        catchThrowableOfType(UpstreamException.class, () -> sandbox().answer(MUG, budget()));

    assertThat(second.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(calls).hasValue(1);
  }

  @Test
  void anErrorIsNeverKept() {
    upstream = (request, budget) -> down();
    assertThatThrownBy(() -> api.answer(MUG, budget())).isInstanceOf(UpstreamException.class);
    upstream = (request, budget) -> response(200, "");
    pass(Duration.ofSeconds(3));

    assertThat(api.answer(MUG, budget()).source()).isEqualTo(Source.MISS);
  }

  @Test
  void whatMayNotBeKeptIsAskedForEachTimeAndNobodyWaitsForAnother() throws Exception {
    upstream = (request, budget) -> response(200, "no-store");
    api.answer(MUG, budget());

    var together = new CountDownLatch(5);
    upstream =
        (request, budget) -> {
          together.countDown();
          try {
            // All five must be upstream at once: a lease would let one in after the other.
            assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return response(200, "no-store");
        };
    List<CompletableFuture<Answer>> answers =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> sandbox().answer(MUG, budget()), OWN_THREAD))
            .limit(5)
            .toList();

    for (var answer : answers) {
      assertThat(answer.get(30, TimeUnit.SECONDS).source()).isEqualTo(Source.MISS);
    }
  }

  @Test
  void oneSandboxAsksAndTheOthersWaitForIt() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    upstream =
        (request, budget) -> {
          asked.countDown();
          try {
            answer.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return response(200, "");
        };
    var first = CompletableFuture.supplyAsync(() -> api.answer(MUG, budget()), OWN_THREAD);
    asked.await();
    List<CompletableFuture<Answer>> others =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> sandbox().answer(MUG, budget()), OWN_THREAD))
            .limit(5)
            .toList();
    answer.countDown();

    assertThat(first.get(30, TimeUnit.SECONDS).source()).isEqualTo(Source.MISS);
    for (var other : others) {
      assertThat(other.get(30, TimeUnit.SECONDS).source()).isEqualTo(Source.HIT);
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void whileOneSandboxAsksTheOthersServeTheOldCopyAtOnce() {
    api.answer(MUG, budget());
    pass(HOUR);
    cache.open(MUG, Lease.create(), budget()); // somebody asks, and never answers

    assertThat(api.answer(MUG, budget()).source()).isEqualTo(Source.STALE);
    assertThat(calls).hasValue(1);
  }

  @Test
  void whoWaitsInVainGivesUpWithinItsBudget() {
    cache.open(MUG, Lease.create(), budget());

    var failure =
        catchThrowableOfType(
            UpstreamException.class, () -> api.answer(MUG, Budget.of(Duration.ofMillis(200))));

    assertThat(failure.reason()).isEqualTo(Reason.LATE);
    assertThat(calls).hasValue(0);
  }

  @Test
  void theLeaseOfADeadSandboxEnds() {
    cache.open(MUG, Lease.create(), budget());
    pass(Duration.ofSeconds(8));

    assertThat(api.answer(MUG, budget()).source()).isEqualTo(Source.MISS);
  }

  @Test
  void whoComesBetweenTheTwoLooksOfAnotherCostsNoSecondQuestion() {
    var late =
        new ApiCache(
            (request, budget) -> {
              calls.incrementAndGet();
              return response(200, "");
            },
            new AnswerCache() {
              @Override
              public Found find(ApiCall call, Budget budget) {
                // Nothing yet, and before the second look somebody else is done.
                api.answer(call, budget);
                return new Found.Nothing();
              }

              @Override
              public Opened open(ApiCall call, Lease wanted, Budget budget) {
                return cache.open(call, wanted, budget);
              }

              @Override
              public void keep(ApiCall call, Lease lease, Copy copy, Budget budget) {
                cache.keep(call, lease, copy, budget);
              }

              @Override
              public void passOn(ApiCall call, Lease lease, Duration time, Budget budget) {
                cache.passOn(call, lease, time, budget);
              }

              @Override
              public void holdOff(ApiCall call, Lease lease, Duration time, Budget budget) {
                cache.holdOff(call, lease, time, budget);
              }

              @Override
              public void release(ApiCall call, Lease lease, Budget budget) {
                cache.release(call, lease, budget);
              }
            },
            new CachePolicy(HOUR, HOUR, HOUR, clock),
            clock);

    assertThat(late.answer(MUG, budget()).source()).isEqualTo(Source.HIT);

    assertThat(calls).hasValue(1);
    assertThat(cache.open(MUG, Lease.create(), budget())).isInstanceOf(Opened.Granted.class);
  }
}
