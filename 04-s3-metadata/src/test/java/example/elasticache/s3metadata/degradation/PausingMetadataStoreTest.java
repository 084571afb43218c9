package example.elasticache.s3metadata.degradation;

import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import example.elasticache.s3metadata.Examples;
import example.elasticache.s3metadata.InMemoryMetadataStore;
import example.elasticache.s3metadata.MetadataStore;
import example.elasticache.s3metadata.MetadataStoreContract;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.StoreAccessDeniedException;
import example.elasticache.s3metadata.StoreException;
import example.elasticache.s3metadata.StoreRejectedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PausingMetadataStoreTest implements MetadataStoreContract {
  private final AtomicLong now = new AtomicLong();
  private final InMemoryMetadataStore behind = new InMemoryMetadataStore();
  private final PausingMetadataStore store = new PausingMetadataStore(behind, now::get);

  @Override
  public MetadataStore store() {
    return store;
  }

  @Override
  public void upload(ObjectId id, String content) {
    behind.put(Examples.metadata(id, content));
  }

  @Override
  public void delete(ObjectId id) {
    behind.objects.remove(id);
  }

  private void ask(int times) {
    for (int i = 0; i < times; i++) {
      catchThrowable(() -> store.find(SEA));
      catchThrowable(() -> store.revalidate(metadata(SEA, "blue")));
    }
  }

  @Test
  void anS3ThatIsDownIsNotAskedByEverybody() {
    behind.failWith(new StoreException("down", null));

    ask(10);

    assertThat(behind.asked).hasSize(3);
    assertThat(store.isOut()).isTrue();
    assertThatThrownBy(() -> store.find(id("secret")))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("s3://photos/secret");
  }

  @Test
  void whenItIsBackItIsAskedAgain() {
    behind.failWith(new StoreException("down", null));
    ask(10);
    behind.failWith(null);
    behind.asked.clear();

    now.addAndGet(Duration.ofSeconds(1).toNanos());
    ask(5);

    assertThat(behind.asked).hasSize(10);
    assertThat(store.isOut()).isFalse();
  }

  @Test
  void whatWasCalledOffIsNoOutage() {
    behind.failWith(new StoreException("interrupted", null));
    Thread.currentThread().interrupt();

    ask(10);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.isOut()).isFalse();
  }

  static Stream<StoreException> answers() {
    return Stream.of(
        new StoreAccessDeniedException("403", null), new StoreRejectedException("400", null));
  }

  /** A refusal is an answer: who may not see one object must not lose all others for everybody. */
  @ParameterizedTest
  @MethodSource("answers")
  void aRefusalIsNoOutage(StoreException answer) {
    behind.failWith(answer);

    ask(10);

    assertThat(behind.asked).hasSize(20);
    assertThat(store.isOut()).isFalse();
  }
}
