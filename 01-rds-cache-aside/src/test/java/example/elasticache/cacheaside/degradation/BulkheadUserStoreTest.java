package example.elasticache.cacheaside.degradation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.StoreBusyException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.leases.GatedStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BulkheadUserStoreTest {
  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");

  private final GatedStore slow = new GatedStore(new InMemoryUserStore());
  private final BulkheadUserStore store = new BulkheadUserStore(slow, 1, Duration.ofMillis(20));

  @Test
  void whoFindsNoPlaceIsTurnedAway() {
    var inside = slow.holdNextRead(() -> store.find(1));

    assertThatThrownBy(() -> store.find(2)).isInstanceOf(StoreBusyException.class);
    assertThatThrownBy(() -> store.save(ADA)).isInstanceOf(StoreBusyException.class);
    assertThatThrownBy(() -> store.delete(1)).isInstanceOf(StoreBusyException.class);

    assertThat(store.rejected()).isEqualTo(3);
    slow.letGo();
    inside.join();
  }

  @Test
  void aPlaceIsFreeAgainAfterEachRequestAlsoAFailedOne() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> store.save(null)).isInstanceOf(NullPointerException.class);
      assertThat(store.find(1)).isEmpty();
    }
    assertThat(store.save(ADA)).isEqualTo(1);
    assertThat(store.delete(1)).isTrue();
    assertThat(store.rejected()).isZero();
  }

  @Test
  void anInterruptedCallerIsTurnedAwayAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> store.find(1)).isInstanceOf(StoreBusyException.class);

    assertThat(Thread.interrupted()).isTrue();
  }
}
