package example.elasticache.s3metadata.degradation;

import example.elasticache.s3metadata.MetadataStore;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.ObjectMetadata;
import example.elasticache.s3metadata.StoreException;
import example.elasticache.s3metadata.StoreRejectedException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Does not let every caller wait for an S3 that has just failed: one in a second tries again. */
public final class PausingMetadataStore implements MetadataStore {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final MetadataStore store;
  private final Pause pause;

  /** Guards a store. */
  public PausingMetadataStore(MetadataStore store) {
    this(store, System::nanoTime);
  }

  PausingMetadataStore(MetadataStore store, LongSupplier nanoTime) {
    this.store = store;
    this.pause = new Pause(PAUSE, nanoTime);
  }

  @Override
  public Optional<ObjectMetadata> find(ObjectId id) {
    return ask(id, () -> store.find(id));
  }

  @Override
  public Revalidation revalidate(ObjectMetadata copy) {
    return ask(copy.id(), () -> store.revalidate(copy));
  }

  // tag::ask[]
  private <T> T ask(ObjectId id, Supplier<T> request) {
    if (!pause.admits()) {
      throw new StoreException(
          "S3 has failed several times, and is not asked for " + id + ".", null);
    }
    try {
      T answer = request.get();
      pause.answered();
      return answer;
    } catch (StoreRejectedException answer) {
      pause.answered();
      throw answer;
    } catch (StoreException noAnswer) {
      // A page that ends at its limit calls off what is on its way: that says nothing about S3.
      if (!Thread.currentThread().isInterrupted()) {
        pause.failed();
      }
      throw noAnswer;
    }
  }

  // end::ask[]

  /** Returns whether callers are kept away from S3 at the moment. */
  public boolean isOut() {
    return pause.isOn();
  }
}
