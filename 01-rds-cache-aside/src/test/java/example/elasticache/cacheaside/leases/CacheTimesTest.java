package example.elasticache.cacheaside.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import example.elasticache.cacheaside.Expiry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheTimesTest {
  private static final CacheTimes TIMES = CacheTimes.defaults();
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void eachTimeIsSetByItself() {
    Expiry minute = Expiry.after(Duration.ofMinutes(1));
    Expiry second = Expiry.after(Duration.ofSeconds(1));

    CacheTimes all =
        TIMES
            .withPresent(minute)
            .withAbsent(second)
            .withLease(Duration.ofMillis(1))
            .withHoldOff(MONTH);

    assertThat(all).isEqualTo(new CacheTimes(minute, second, Duration.ofMillis(1), MONTH));
    assertThat(TIMES.withLease(MONTH).withHoldOff(Duration.ZERO).lease()).isEqualTo(MONTH);
  }

  @Test
  void aLeaseHasAnEnd() {
    for (Duration lease : new Duration[] {Duration.ZERO, Duration.ofNanos(1), MONTH.plusNanos(1)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TIMES.withLease(lease))
          .withMessageContaining("A lease lasts");
    }
  }

  @Test
  void aHoldOffHasAnEnd() {
    for (Duration holdOff : new Duration[] {Duration.ofNanos(-1), MONTH.plusNanos(1)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TIMES.withHoldOff(holdOff))
          .withMessageContaining("A hold-off is");
    }
  }
}
