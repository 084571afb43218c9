package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CacheStatsTest {

  @Test
  void theHitRateIsTheShareOfReadsThatWereHits() {
    assertThat(new CacheStats(3, 1).hitRate()).isEqualTo(0.75);
    assertThat(new CacheStats(0, 4).hitRate()).isZero();
    assertThat(new CacheStats(4, 0).hitRate()).isEqualTo(1);
  }

  @Test
  void beforeTheFirstReadItIsZero() {
    assertThat(new CacheStats(0, 0).hitRate()).isZero();
  }
}
