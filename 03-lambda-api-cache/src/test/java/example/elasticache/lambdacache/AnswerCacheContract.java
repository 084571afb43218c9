package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What every cache of answers does; the clock is the real one. */
interface AnswerCacheContract {
  /** How long a lease of the caches under test lives. */
  Duration LEASE = Duration.ofMillis(400);

  Budget BUDGET = Budget.of(Duration.ofMinutes(10));

  AnswerCache cache();

  static ApiCall newCall() {
    return new ApiCall("products", UUID.randomUUID().toString(), new TreeMap<>(), Optional.empty());
  }

  static Copy copy(String json, Duration fresh, Duration usable) {
    try {
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      return new Copy(200, EscapedJson.of(json.getBytes(UTF_8)), now.plus(fresh), now.plus(usable));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Copy copy() {
    return copy("{\"name\":\"マグ\"}", Duration.ofMinutes(1), Duration.ofMinutes(2));
  }

  private Lease granted(ApiCall call) {
    Lease lease = Lease.create();
    assertThat(cache().open(call, lease, BUDGET)).isInstanceOf(Opened.Granted.class);
    return lease;
  }

  private Opened open(ApiCall call) {
    return cache().open(call, Lease.create(), BUDGET);
  }

  @Test
  default void whatNobodyPutThereIsNothing() {
    assertThat(cache().find(newCall(), BUDGET)).isEqualTo(new Found.Nothing());
  }

  @Test
  default void whatIsKeptIsFoundByLookAndByOpening() {
    ApiCall call = newCall();
    Copy copy = copy();
    cache().keep(call, granted(call), copy, BUDGET);

    assertThat(cache().find(call, BUDGET)).isEqualTo(copy);
    assertThat(open(call).found()).isEqualTo(copy);
  }

  @Test
  default void anotherCallsCopyIsNotFound() {
    ApiCall call = newCall();
    cache().keep(call, granted(call), copy(), BUDGET);

    assertThat(cache().find(newCall(), BUDGET)).isEqualTo(new Found.Nothing());
  }

  @Test
  default void aCopyIsThereUntilItIsOfNoUse() {
    ApiCall call = newCall();
    Copy copy = copy("{}", Duration.ZERO, Duration.ofMillis(300));
    cache().keep(call, Lease.create(), copy, BUDGET);

    await().until(() -> cache().find(call, BUDGET).equals(new Found.Nothing()));
    assertThat(Instant.now()).isAfterOrEqualTo(copy.usableUntil().minusMillis(1));
  }

  @Test
  default void oneOpenerGetsTheLeaseAndTheOthersAreTold() {
    ApiCall call = newCall();
    granted(call);

    assertThat(open(call)).isEqualTo(new Opened.Taken(new Found.Nothing()));
  }

  @Test
  default void whoAsksForTheSameLeaseTwiceHasIt() {
    ApiCall call = newCall();
    Lease lease = granted(call);

    assertThat(cache().open(call, lease, BUDGET)).isInstanceOf(Opened.Granted.class);
  }

  @Test
  default void anOldCopyIsShownToWhoeverOpens() {
    ApiCall call = newCall();
    Copy old = copy("{}", Duration.ZERO, Duration.ofMinutes(1));
    cache().keep(call, granted(call), old, BUDGET);

    Lease lease = granted(call);

    assertThat(open(call)).isEqualTo(new Opened.Taken(old));
    assertThat(lease).isNotNull();
  }

  @Test
  default void keepingPassingOnAndReleasingGiveTheLeaseBack() {
    back((call, lease) -> cache().keep(call, lease, copy(), BUDGET));
    back((call, lease) -> cache().passOn(call, lease, Duration.ofMinutes(1), BUDGET));
    back((call, lease) -> cache().release(call, lease, BUDGET));
  }

  private void back(BiConsumer<ApiCall, Lease> way) {
    ApiCall call = newCall();
    way.accept(call, granted(call));
    granted(call);
  }

  @Test
  default void nobodyGivesBackTheLeaseOfAnother() {
    ApiCall call = newCall();
    granted(call);

    cache().release(call, Lease.create(), BUDGET);
    cache().holdOff(call, Lease.create(), Duration.ofMillis(1), BUDGET);
    cache().keep(call, Lease.create(), copy(), BUDGET);

    assertThat(open(call)).isInstanceOf(Opened.Taken.class);
  }

  @Test
  default void aLeaseThatIsNeverGivenBackEnds() {
    ApiCall call = newCall();
    granted(call);

    await().until(() -> open(call) instanceof Opened.Granted);
  }

  @Test
  default void aHoldOffKeepsEverybodyAwayForItsTime() {
    ApiCall call = newCall();
    cache().holdOff(call, granted(call), Duration.ofMillis(300), BUDGET);

    assertThat(open(call)).isEqualTo(new Opened.HeldOff(new Found.Nothing()));
    await().until(() -> open(call) instanceof Opened.Granted);
  }

  @Test
  default void aHoldOffLeavesTheOldCopy() {
    ApiCall call = newCall();
    Copy old = copy("{}", Duration.ZERO, Duration.ofMinutes(1));
    cache().keep(call, Lease.create(), old, BUDGET);

    cache().holdOff(call, granted(call), Duration.ofMinutes(1), BUDGET);

    assertThat(open(call)).isEqualTo(new Opened.HeldOff(old));
    assertThat(cache().find(call, BUDGET)).isEqualTo(old);
  }

  @Test
  default void aMarkToPassOnIsFoundForItsTime() {
    ApiCall call = newCall();
    cache().passOn(call, granted(call), Duration.ofMillis(300), BUDGET);

    assertThat(cache().find(call, BUDGET)).isEqualTo(new Found.PassOn());
    await().until(() -> cache().find(call, BUDGET).equals(new Found.Nothing()));
  }

  @Test
  default void oneOfManyOpenersAtOnceGetsTheLease() throws Exception {
    ApiCall call = newCall();
    var granted = new AtomicInteger();
    var threads = new ArrayList<Thread>();
    var gate = new CountDownLatch(1);
    for (int i = 0; i < 16; i++) {
      var thread =
          new Thread(
              () -> {
                try {
                  gate.await();
                } catch (InterruptedException e) {
                  return;
                }
                if (open(call) instanceof Opened.Granted) {
                  granted.incrementAndGet();
                }
              });
      thread.start();
      threads.add(thread);
    }
    gate.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(granted).hasValue(1);
  }
}
