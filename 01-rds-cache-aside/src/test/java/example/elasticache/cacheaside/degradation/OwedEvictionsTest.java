package example.elasticache.cacheaside.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwedEvictionsTest {
  private final OwedEvictions owed = new OwedEvictions();

  @Test
  void whatWasPaidIsOwedNoMore() {
    owed.add(1);
    owed.add(2);
    List<Long> evicted = new ArrayList<>();

    owed.pay(evicted::add);

    assertThat(evicted).containsExactlyInAnyOrder(1L, 2L);
    assertThat(owed.size()).isZero();
    assertThat(owed.owes(1)).isFalse();
  }

  @Test
  void theFirstFailureEndsTheTry() {
    owed.add(1);
    owed.add(2);
    List<Long> tried = new ArrayList<>();

    owed.pay(
        id -> {
          tried.add(id);
          return false;
        });

    assertThat(tried).hasSize(1);
    assertThat(owed.size()).isEqualTo(2);
  }

  /** Fails when {@code pay} removes the id whatever came meanwhile. */
  @Test
  void aWriteDuringThePaymentIsOwedAnew() {
    owed.add(1);

    owed.pay(
        id -> {
          owed.add(id); // a second write, whose eviction failed after ours succeeded
          return true;
        });

    assertThat(owed.owes(1)).isTrue();
  }
}
