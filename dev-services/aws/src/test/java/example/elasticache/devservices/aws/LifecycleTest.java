package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T00:00:00Z"));
  private final CompletableFuture<Void> work = new CompletableFuture<>();
  private final Lifecycle life = new Lifecycle(clock, "available", Duration.ofSeconds(10), work);

  @Test
  void itIsAvailableWhenBothTheTimeAndTheWorkAreDone() {
    work.complete(null);
    assertThat(life.status()).isEqualTo("creating");

    clock.turn(Duration.ofSeconds(10));

    assertThat(life.status()).isEqualTo("available");
  }

  @Test
  void timeAloneDoesNotMakeItAvailable() {
    clock.turn(Duration.ofHours(1));
    assertThat(life.status()).isEqualTo("creating");
    assertThat(life.mayEnd()).isFalse();
  }

  @Test
  void whatCouldNotBeCreatedSaysSoAndMayBeDeleted() {
    work.completeExceptionally(new IllegalStateException());
    clock.turn(Duration.ofSeconds(10));

    assertThat(life.status()).isEqualTo("create-failed");
    assertThat(life.mayEnd()).isTrue();
  }

  @Test
  void itsNameIsFreeOnlyWhenItsEndIsOver() {
    work.complete(null);
    clock.turn(Duration.ofSeconds(10));

    life.end(Duration.ofSeconds(5), work);

    assertThat(life.status()).isEqualTo("deleting");
    assertThat(life.mayEnd()).isFalse();
    assertThat(life.isGone()).isFalse();
    clock.turn(Duration.ofSeconds(5));
    assertThat(life.isGone()).isTrue();
  }
}
