package example.elasticache.s3metadata;

import static example.elasticache.s3metadata.Examples.BUCKET;
import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.s3metadata.MetadataStore.Revalidation.Unchanged;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

class S3MetadataStoreIT implements MetadataStoreContract {
  private static LocalBucket bucket;

  @BeforeAll
  static void start() {
    bucket = new LocalBucket();
  }

  @AfterAll
  static void stop() {
    bucket.close();
  }

  @Override
  public MetadataStore store() {
    bucket.empty();
    return new S3MetadataStore(bucket.s3);
  }

  @Override
  public void upload(ObjectId id, String content) {
    bucket.upload(id, content);
  }

  @Override
  public void delete(ObjectId id) {
    bucket.delete(id);
  }

  @Test
  void everythingThatWasUploadedWithItIsThere() {
    MetadataStore store = store();
    Instant before = Instant.now();
    bucket.s3.putObject(
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
  void aVersionIsFoundUnderItsIdAlsoWhenTheObjectIsDeleted() {
    String versioned = "versioned";
    bucket.s3.createBucket(b -> b.bucket(versioned));
    bucket.s3.putBucketVersioning(
        b ->
            b.bucket(versioned)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    ObjectId current = ObjectId.current(Examples.OWNER, versioned, "k");
    String first =
        bucket
            .s3
            .putObject(b -> b.bucket(versioned).key("k"), RequestBody.fromString("1"))
            .versionId();
    bucket.upload(current, "22");
    MetadataStore store = new S3MetadataStore(bucket.s3);
    assertThat(store.find(current).orElseThrow().contentLength()).isEqualTo(2);
    String marker = bucket.s3.deleteObject(b -> b.bucket(versioned).key("k")).versionId();

    assertThat(store.find(current)).isEmpty();
    assertThat(store.find(current.withVersion(first)))
        .hasValueSatisfying(
            found -> {
              assertThat(found.version()).contains(first);
              assertThat(found.contentLength()).isEqualTo(1);
            });
    assertThat(store.find(current.withVersion(marker))).isEmpty();
  }

  /** The trap: the content is the same, and so is the ETag. The event of the copy tells of it. */
  @Test
  void newMetadataOnTheSameContentIsUnchangedForARevalidation() {
    MetadataStore store = store();
    bucket.upload(SEA, "blue");
    ObjectMetadata before = store.find(SEA).orElseThrow();
    bucket.s3.copyObject(
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
  void aKeyOfAnyKindIsFound() {
    MetadataStore store = store();
    for (String key : new String[] {"a b+c", "日本語", "%20", "{x}:y", "a?b=c&d", "é#~'()*!"}) {
      bucket.upload(id(key), key);

      assertThat(store.find(id(key))).as(key).isPresent();
    }
  }
}
