package example.elasticache.sessions;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LifetimesTest {

  /** ASVS 7.1.1 and 7.1.2: the documented values. */
  @Test
  void theDefaultsAreWhatTheChapterSays() {
    assertThat(Lifetimes.defaults())
        .isEqualTo(new Lifetimes(ofMinutes(30), ofHours(12), ofMinutes(1), 10));
  }

  @Test
  void timesThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> new Lifetimes(ZERO, ofHours(1), ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lifetimes(ofHours(2), ofHours(1), ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lifetimes(ofMinutes(30), ofHours(1), ofMinutes(16), 1))
        .hasMessageStartingWith("Renew the idle time at least twice within it");
    assertThatThrownBy(() -> new Lifetimes(ofMinutes(30), ofHours(1), ZERO, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
