package example.elasticache.s3metadata.listing;

import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.StoreAccessDeniedException;
import example.elasticache.s3metadata.StoreException;
import java.io.UncheckedIOException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Lists a bucket page by page. */
public final class S3Listing {
  private static final int FORBIDDEN = 403;

  private final S3Client s3;
  private final String owner;

  /** The account is the one that has to own the bucket. */
  public S3Listing(S3Client s3, String owner) {
    this.s3 = s3;
    this.owner = owner;
  }

  // tag::page[]
  /** Returns the first objects below the prefix that come after this key. */
  public List<Listed> page(String bucket, String prefix, String after, int most) {
    try {
      return s3
          .listObjectsV2(
              request ->
                  request
                      .bucket(bucket)
                      .prefix(prefix)
                      .startAfter(after)
                      .maxKeys(most)
                      .expectedBucketOwner(owner))
          .contents()
          .stream()
          .map(
              object ->
                  new Listed(
                      ObjectId.current(owner, bucket, object.key()),
                      object.eTag(),
                      object.lastModified()))
          .toList();
    } catch (SdkException | UncheckedIOException e) {
      String message = "S3 does not list the bucket " + bucket + ".";
      throw e instanceof S3Exception answer && answer.statusCode() == FORBIDDEN
          ? new StoreAccessDeniedException(message, e)
          : new StoreException(message, e);
    }
  }
  // end::page[]
}
