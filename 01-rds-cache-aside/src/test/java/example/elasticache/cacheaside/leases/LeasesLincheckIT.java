package example.elasticache.cacheaside.leases;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As {@link LeasesLincheckTest}, for minutes. */
@Tag("soak")
class LeasesLincheckIT {

  @Test
  void underStress() {
    LeasesLincheckTest.stress(20, 1_000);
  }

  @Test
  void inEveryOrderOfSteps() {
    LeasesLincheckTest.modelCheck(15, 300);
  }
}
