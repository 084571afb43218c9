package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.s3metadata.MetadataStore.Revalidation.Changed;
import example.elasticache.s3metadata.MetadataStore.Revalidation.Gone;
import example.elasticache.s3metadata.MetadataStore.Revalidation.Unchanged;
import org.junit.jupiter.api.Test;

/** What every {@link MetadataStore} does, the fake and the real one alike. */
public interface MetadataStoreContract {

  /** Returns the store, which holds nothing. */
  MetadataStore store();

  /** Uploads an object with this content. */
  void upload(ObjectId id, String content);

  /** Deletes an object. */
  void delete(ObjectId id);

  @Test
  default void whatIsNotThereIsNotFound() {
    assertThat(store().find(id("nothing"))).isEmpty();
  }

  @Test
  default void whatWasUploadedIsFound() {
    MetadataStore store = store();
    upload(id("a"), "blue");

    assertThat(store.find(id("a")))
        .hasValueSatisfying(
            found -> {
              assertThat(found.id()).isEqualTo(id("a"));
              assertThat(found.contentLength()).isEqualTo(4);
            });
  }

  @Test
  default void anOverwriteIsSeenAtOnce() {
    MetadataStore store = store();
    upload(id("a"), "blue");
    ObjectMetadata before = store.find(id("a")).orElseThrow();
    upload(id("a"), "yellow");

    ObjectMetadata after = store.find(id("a")).orElseThrow();

    assertThat(after.contentLength()).isEqualTo(6);
    assertThat(after.eTag()).isNotEqualTo(before.eTag());
    assertThat(store.revalidate(before)).isEqualTo(new Changed(after));
    assertThat(store.revalidate(after)).isEqualTo(new Unchanged());
  }

  @Test
  default void aDeletedObjectIsGone() {
    MetadataStore store = store();
    upload(id("a"), "blue");
    ObjectMetadata before = store.find(id("a")).orElseThrow();
    delete(id("a"));

    assertThat(store.find(id("a"))).isEmpty();
    assertThat(store.revalidate(before)).isEqualTo(new Gone());
  }
}
