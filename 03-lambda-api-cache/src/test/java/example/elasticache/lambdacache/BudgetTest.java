package example.elasticache.lambdacache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void itIsNeverLessThanNothing() {
    var spent = Budget.of(Duration.ofMillis(-5));

    assertThat(spent.left()).isZero();
    assertThat(spent.atMost(Duration.ofSeconds(1))).isZero();
    assertThat(spent.isBelow(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void aLimitAndABudgetHoldBoth() {
    var budget = Budget.of(Duration.ofSeconds(10));

    assertThat(budget.atMost(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(budget.atMost(Duration.ofHours(1))).isLessThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(budget.isBelow(Duration.ofHours(1))).isTrue();
  }

  @Test
  void anInvocationKeepsAMarginForTheWayBack() {
    var budget = Budget.of(new FakeContext(Duration.ofMillis(300)));

    assertThat(budget.left()).isBetween(Duration.ofMillis(1), Duration.ofMillis(220));
  }
}
