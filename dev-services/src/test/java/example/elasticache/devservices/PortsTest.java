package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aPortIsNotGivenTwiceForALongTimeAndIsNeverOneOfTheSystems() {
    Set<Integer> given = new HashSet<>();

    for (int i = 0; i < 5_000; i++) {
      int port = Ports.free();
      assertThat(port).isBetween(20_000, 31_999);
      given.add(port);
    }

    assertThat(given).hasSize(5_000);
  }

  @Test
  void aPortInUseIsPassedOver() throws Exception {
    try (var taken = Ports.listen()) {
      for (int i = 0; i < 12_000; i++) {
        assertThat(Ports.free()).isNotEqualTo(taken.getLocalPort());
      }
    }
  }
}
