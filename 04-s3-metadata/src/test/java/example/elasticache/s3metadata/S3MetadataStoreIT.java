package example.elasticache.s3metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

class S3MetadataStoreIT implements S3Contract {
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
  public S3Client s3() {
    return bucket.s3;
  }

  /** Not for all servers: S3Mock shows the object that the marker hides. */
  @Test
  void aDeleteMarkerIsNoObject() {
    ObjectId current = ObjectId.current(Examples.OWNER, "markers", "k");
    s3().createBucket(b -> b.bucket("markers"));
    s3().putBucketVersioning(
            b ->
                b.bucket("markers")
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    upload(current, "1");

    String marker = s3().deleteObject(b -> b.bucket("markers").key("k")).versionId();

    assertThat(new S3MetadataStore(s3()).find(current.withVersion(marker))).isEmpty();
  }
}
