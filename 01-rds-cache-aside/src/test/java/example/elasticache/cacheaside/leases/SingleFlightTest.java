package example.elasticache.cacheaside.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import example.elasticache.cacheaside.StoreBusyException;
import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.leases.SingleFlight.Landing;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class SingleFlightTest {
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final SingleFlight<Integer> flights = new SingleFlight<>(Duration.ofSeconds(30));
  private final AtomicInteger loads = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() {
    gate.countDown();
    callers.shutdownNow();
  }

  /** Waits at the gate; what it brings is true when it lands. */
  private Landing<Integer> slowLoad() {
    int load = loads.incrementAndGet();
    awaitGate();
    return new Landing<>(load, flights.now());
  }

  private void awaitGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<Integer> call(long key) {
    return CompletableFuture.supplyAsync(() -> flights.join(key, this::slowLoad), callers);
  }

  /** Returns when so many threads wait for somebody else's flight. */
  static void awaitWaiting(int callersWaiting) {
    await()
        .until(
            () ->
                Thread.getAllStackTraces().entrySet().stream()
                        .filter(thread -> thread.getKey().getState() == State.TIMED_WAITING)
                        .filter(thread -> waitsForAFlight(thread.getValue()))
                        .count()
                    == callersWaiting);
  }

  private static boolean waitsForAFlight(StackTraceElement[] stack) {
    return Stream.of(stack)
        .anyMatch(
            frame ->
                frame.getClassName().equals(SingleFlight.class.getName())
                    && frame.getMethodName().equals("await"));
  }

  @Test
  void callersOfOneKeyShareOneLoad() {
    var calls = IntStream.range(0, 50).mapToObj(i -> call(1)).toList();
    awaitWaiting(49);

    gate.countDown();

    assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(1));
    assertThat(loads).hasValue(1);
  }

  @Test
  void anotherKeyIsAnotherLoad() {
    var one = call(1);
    var two = call(2);
    await().until(() -> loads.get() == 2);

    gate.countDown();

    assertThat(one.join() + two.join()).isEqualTo(3);
  }

  @Test
  void aLaterCallerLoadsAgain() {
    gate.countDown();

    assertThat(flights.join(1, this::slowLoad)).isEqualTo(1);
    assertThat(flights.join(1, this::slowLoad)).isEqualTo(2);
  }

  /**
   * Fails when {@code join} shares every landing: then it returns what was read before the call.
   */
  @Test
  void whatWasReadBeforeTheCallIsNotShared() {
    var readEarly =
        CompletableFuture.supplyAsync(
            () ->
                flights.join(
                    1,
                    () -> {
                      var landing = new Landing<>(loads.incrementAndGet(), flights.now());
                      awaitGate();
                      return landing;
                    }),
            callers);
    await().until(() -> loads.get() == 1);
    var came = call(1);
    awaitWaiting(1);

    gate.countDown();

    assertThat(readEarly.join()).isEqualTo(1);
    assertThat(came.join()).isEqualTo(2);
  }

  @Test
  void aFailureIsSharedAndThenForgotten() {
    var first =
        CompletableFuture.supplyAsync(
            () ->
                flights.join(
                    1,
                    () -> {
                      loads.incrementAndGet();
                      awaitGate();
                      throw new StoreException("The database is down.", null);
                    }),
            callers);
    await().until(() -> loads.get() == 1);
    var second = call(1);
    awaitWaiting(1);

    gate.countDown();

    assertThatThrownBy(first::join).hasCauseInstanceOf(StoreException.class);
    assertThatThrownBy(second::join)
        .cause()
        .isInstanceOf(StoreException.class)
        .hasMessage("The load of 1, shared with other callers, failed.")
        .hasRootCauseMessage("The database is down.");
    assertThat(loads).hasValue(1);
    assertThat(flights.join(1, this::slowLoad)).isEqualTo(2);
  }

  @Test
  void nobodyWaitsForEver() {
    var impatient = new SingleFlight<Integer>(Duration.ofMillis(50));
    CompletableFuture.supplyAsync(() -> impatient.join(1, this::slowLoad), callers);
    await().until(() -> loads.get() == 1);

    assertThatThrownBy(() -> impatient.join(1, this::slowLoad))
        .isInstanceOf(StoreBusyException.class)
        .hasMessage("1 was not loaded within PT0.05S.");
  }

  @Test
  void anInterruptedCallerGoesAndStaysInterrupted() throws InterruptedException {
    call(1);
    await().until(() -> loads.get() == 1);
    var interrupted = new CompletableFuture<Boolean>();
    var waiting =
        new Thread(
            () -> {
              try {
                flights.join(1, this::slowLoad);
              } catch (StoreException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
              }
            });
    waiting.start();
    awaitWaiting(1);

    waiting.interrupt();

    assertThat(interrupted.join()).isTrue();
    waiting.join();
  }
}
