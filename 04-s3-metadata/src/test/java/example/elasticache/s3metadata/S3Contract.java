package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.BUCKET;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.s3metadata.MetadataStore.Revalidation.Unchanged;
import example.elasticache.s3metadata.listing.Listed;
import example.elasticache.s3metadata.listing.S3Listing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** What {@link S3MetadataStore} and {@link S3Listing} find on every server that speaks S3. */
interface S3Contract extends MetadataStoreContract {

  /** Returns a client of the server, on which the usual bucket stands. */
  S3Client s3();

  @Override
  default MetadataStore store() {
    List<ObjectIdentifier> all =
        s3().listObjectsV2(b -> b.bucket(BUCKET)).contents().stream()
            .map(S3Object::key)
            .map(key -> ObjectIdentifier.builder().key(key).build())
            .toList();
    if (!all.isEmpty()) {
      s3().deleteObjects(b -> b.bucket(BUCKET).delete(d -> d.objects(all)));
    }
    return new S3MetadataStore(s3());
  }

  @Override
  default void upload(ObjectId id, String content) {
    s3().putObject(b -> b.bucket(id.bucket()).key(id.key()), RequestBody.fromString(content));
  }

  @Override
  default void delete(ObjectId id) {
    s3().deleteObject(b -> b.bucket(id.bucket()).key(id.key()));
  }

  @Test
  default void everythingThatWasUploadedWithItIsThere() {
    MetadataStore store = store();
    Instant before = Instant.now();
    s3().putObject(
            b ->
                b.bucket(BUCKET)
                    .key(SEA.key())
                    .contentType("image/jpeg")
                    .contentEncoding("gzip")
                    .contentLanguage("ja")
                    .contentDisposition("attachment")
                    .cacheControl("max-age=60")
                    .storageClass(StorageClass.STANDARD_IA)
                    .serverSideEncryption(ServerSideEncryption.AES256)
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                    .metadata(Map.of("camera", "box", "empty", "")),
            RequestBody.fromString("blue"));

    ObjectMetadata found = store.find(SEA).orElseThrow();

    assertThat(found.contentLength()).isEqualTo(4);
    assertThat(found.eTag()).contains("\"48d6215903dff56238e52e8891380c8f\"");
    assertThat(found.lastModified()).isBetween(before.minusSeconds(2), Instant.now());
    assertThat(found.content().type()).contains("image/jpeg");
    assertThat(found.content().encoding()).contains("gzip");
    assertThat(found.content().language()).contains("ja");
    assertThat(found.content().disposition()).contains("attachment");
    assertThat(found.content().cacheControl()).contains("max-age=60");
    assertThat(found.storage().storageClass()).contains("STANDARD_IA");
    assertThat(found.encryption().algorithm()).contains("AES256");
    assertThat(found.userMetadata()).containsEntry("camera", "box");
    assertThat(found.checksums()).containsKey("SHA256");
  }

  @Test
  default void aVersionIsFoundUnderItsIdAlsoWhenTheObjectIsDeleted() {
    String versioned = "versioned";
    s3().createBucket(b -> b.bucket(versioned));
    s3().putBucketVersioning(
            b ->
                b.bucket(versioned)
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    ObjectId current = ObjectId.current(Examples.OWNER, versioned, "k");
    String first =
        s3().putObject(b -> b.bucket(versioned).key("k"), RequestBody.fromString("1")).versionId();
    upload(current, "22");
    MetadataStore store = new S3MetadataStore(s3());
    assertThat(store.find(current).orElseThrow().contentLength()).isEqualTo(2);
    delete(current);

    assertThat(store.find(current)).isEmpty();
    assertThat(store.find(current.withVersion(first)))
        .hasValueSatisfying(
            found -> {
              assertThat(found.version()).contains(first);
              assertThat(found.contentLength()).isEqualTo(1);
            });
  }

  /** The trap: the content is the same, and so is the ETag. The event of the copy tells of it. */
  @Test
  default void newMetadataOnTheSameContentIsUnchangedForARevalidation() {
    MetadataStore store = store();
    upload(SEA, "blue");
    ObjectMetadata before = store.find(SEA).orElseThrow();
    s3().copyObject(
            b ->
                b.sourceBucket(BUCKET)
                    .sourceKey(SEA.key())
                    .destinationBucket(BUCKET)
                    .destinationKey(SEA.key())
                    .metadataDirective(MetadataDirective.REPLACE)
                    .metadata(Map.of("title", "new")));

    assertThat(store.revalidate(before)).isEqualTo(new Unchanged());
    assertThat(store.find(SEA).orElseThrow().userMetadata()).containsEntry("title", "new");
  }

  @Test
  default void aKeyOfAnyKindIsFound() {
    MetadataStore store = store();
    for (String key : new String[] {"a b+c", "日本語", "%20", "{x}:y", "a?b=c&d", "é#~'()*!"}) {
      upload(id(key), key);

      assertThat(store.find(id(key))).as(key).isPresent();
    }
  }

  @Test
  default void aListingConfirmsWhatTheStoreFound() {
    MetadataStore store = store();
    for (String key : new String[] {"2025/a", "2026/a", "2026/b", "2026/c"}) {
      upload(id(key), key);
    }

    List<Listed> page = new S3Listing(s3(), Examples.OWNER).page(BUCKET, "2026/", "2026/a", 10);

    assertThat(page).extracting(one -> one.id().key()).containsExactly("2026/b", "2026/c");
    assertThat(page)
        .allSatisfy(one -> assertThat(one.confirms(store.find(one.id()).orElseThrow())).isTrue());
  }
}
