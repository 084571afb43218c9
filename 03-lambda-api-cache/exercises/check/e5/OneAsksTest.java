package e5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class OneAsksTest {

  /** A cache that shows what happens to it, in one thread: nothing here depends on luck. */
  private static final class Cache implements OneAsks.Shared {
    private String copy;
    private String holder;
    private final Set<String> tokens = new HashSet<>();
    private int releasesOfOthers;
    private boolean putWithoutLease;
    private Runnable betweenLookAndLease = () -> {};

    @Override
    public Optional<String> copy() {
      return Optional.ofNullable(copy);
    }

    @Override
    public boolean takeLease(String token) {
      betweenLookAndLease.run();
      tokens.add(token);
      if (holder != null) {
        return false;
      }
      holder = token;
      return true;
    }

    @Override
    public void put(String answer) {
      putWithoutLease |= holder == null;
      copy = answer;
    }

    @Override
    public void release(String token) {
      if (token.equals(holder)) {
        holder = null;
      } else {
        releasesOfOthers++;
      }
    }
  }

  private final Cache cache = new Cache();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger pauses = new AtomicInteger();
  private Runnable duringThePause = () -> {};

  private OneAsks sandbox() {
    return new OneAsks(
        cache,
        () -> "answer " + asked.incrementAndGet(),
        () -> {
          pauses.incrementAndGet();
          duringThePause.run();
        });
  }

  @Test
  @Order(1)
  void aCopyIsTheAnswer() {
    cache.copy = "copy";

    assertThat(sandbox().answer(3))
        .withFailMessage("There is a copy, and it was not answered.")
        .contains("copy");
    assertThat(asked)
        .withFailMessage("There is a copy, but the upstream API was asked.")
        .hasValue(0);
  }

  @Test
  @Order(2)
  void whoeverGetsTheLeaseAsksAndLeavesACopy() {
    assertThat(sandbox().answer(3))
        .withFailMessage("Nobody has the lease, so this sandbox asks, and returns the answer.")
        .contains("answer 1");

    assertThat(cache.copy)
        .withFailMessage("The answer was not left in the cache for the others.")
        .isEqualTo("answer 1");
    assertThat(cache.tokens)
        .withFailMessage("The upstream API was asked without the lease.")
        .hasSize(1);
    assertThat(cache.holder)
        .withFailMessage("The lease was not given back: nobody else may ask until it ends.")
        .isNull();
    assertThat(cache.putWithoutLease)
        .withFailMessage(
            "The lease was given back before the copy was there: in between, another sandbox sees neither, and asks.")
        .isFalse();
  }

  @Test
  @Order(3)
  void whileAnotherAsksEverybodyWaitsForItsCopy() {
    cache.holder = "another sandbox";
    duringThePause =
        () -> {
          if (pauses.get() == 2) {
            cache.copy = "the other's";
            cache.holder = null;
          }
        };

    Optional<String> answer = sandbox().answer(10);

    assertThat(asked)
        .withFailMessage("Another sandbox has the lease, and this one asked all the same.")
        .hasValue(0);
    assertThat(answer)
        .withFailMessage("The other's copy came after two pauses, but the answer was %s.", answer)
        .contains("the other's");
  }

  @Test
  @Order(4)
  void whoWaitsPausesBetweenTwoLooks() {
    cache.holder = "another sandbox";

    sandbox().answer(5);

    assertThat(pauses.get())
        .withFailMessage(
            "Five looks had %s pauses. Looking again at once only burdens the cache.", pauses.get())
        .isBetween(4, 5);
  }

  @Test
  @Order(5)
  void whoWaitsInVainGivesUpAndAsksNobody() {
    cache.holder = "another sandbox";

    Optional<String> answer = sandbox().answer(5);

    assertThat(asked)
        .withFailMessage(
            "Its patience was over, and the sandbox asked without the lease. Twenty of them would ask twenty times.")
        .hasValue(0);
    assertThat(answer)
        .withFailMessage("After five looks in vain there is no answer, but it was %s.", answer)
        .isNotNull()
        .isEmpty();
    assertThat(cache.holder)
        .withFailMessage("The lease of the other sandbox is gone.")
        .isEqualTo("another sandbox");
    assertThat(cache.releasesOfOthers)
        .withFailMessage("A lease that this sandbox does not have was given back.")
        .isZero();
  }

  @Test
  @Order(6)
  void whenTheLeaseOfADeadSandboxEndsTheNextOneAsks() {
    cache.holder = "a sandbox that died";
    duringThePause = () -> cache.holder = null;

    assertThat(sandbox().answer(10))
        .withFailMessage(
            "The lease ended while this sandbox waited, and still it did not ask. Try for the lease at each look.")
        .contains("answer 1");
  }

  @Test
  @Order(7)
  void betweenTheLookAndTheLeaseSomebodyMayBeDone() {
    cache.betweenLookAndLease =
        () -> {
          // The other one fetched the copy and gave its lease back, in just this moment.
          cache.copy = "the other's";
          cache.holder = null;
        };

    Optional<String> answer = sandbox().answer(3);

    assertThat(asked)
        .withFailMessage(
            "Another sandbox finished between the look and the lease, and the upstream API was asked a second time. Look again when you have the lease.")
        .hasValue(0);
    assertThat(answer).withFailMessage("The answer is the copy.").contains("the other's");
    assertThat(cache.holder)
        .withFailMessage("The lease was not needed any more, and was not given back.")
        .isNull();
  }

  @Test
  @Order(8)
  void aFailureGivesTheLeaseBack() {
    var failing =
        new OneAsks(
            cache,
            () -> {
              throw new IllegalStateException("down");
            },
            () -> {});

    Throwable failure = catchThrowable(() -> failing.answer(3));

    assertThat(failure)
        .withFailMessage("The upstream API failed, and the caller was not told.")
        .isInstanceOf(IllegalStateException.class);
    assertThat(cache.holder)
        .withFailMessage(
            "The upstream API failed, and the lease was not given back: nobody else may ask until it ends.")
        .isNull();
  }

  @Test
  @Order(9)
  void everyLeaseHasATokenOfItsOwn() {
    for (int i = 0; i < 20; i++) {
      cache.copy = null;
      sandbox().answer(3);
    }

    assertThat(cache.tokens)
        .withFailMessage(
            "Twenty sandboxes took the lease with %s different tokens. With the same one, a slow sandbox gives back the lease of the next.",
            cache.tokens.size())
        .hasSize(20);
  }
}
