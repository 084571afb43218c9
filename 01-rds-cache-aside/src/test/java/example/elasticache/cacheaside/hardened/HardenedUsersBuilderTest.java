package example.elasticache.cacheaside.hardened;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import example.elasticache.cacheaside.InMemoryUserStore;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A setting that makes no sense is refused where it is written. */
class HardenedUsersBuilderTest {
  private final HardenedUsers.Builder builder =
      HardenedUsers.builder(new InMemoryUserStore(), URI.create("redis://127.0.0.1:6379"));

  /** To a socket, a limit of zero is none at all. */
  @Test
  void aTimeOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.deadline(Duration.ZERO))
        .withMessage("A call to the cache needs some time, not PT0S.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.patience(Duration.ofMillis(-1)))
        .withMessage("A reader behind another's load needs some time, not PT-0.001S.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.nearCache(10, Duration.ZERO))
        .withMessage("A copy in this JVM needs some time, not PT0S.");
  }

  @Test
  void aNumberBelowOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.storeCalls(0, Duration.ofMillis(100)))
        .withMessage("The store gets 1 request or more, not 0.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.nearCache(-1, Duration.ofSeconds(1)))
        .withMessage("A near cache keeps 1 copy or more, not -1.");
  }
}
