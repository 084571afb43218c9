package example.elasticache.s3metadata;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What S3 says about an object, field by field.
 *
 * <p>Texts are as S3 sent them: a storage class that this program's SDK has never heard of is kept
 * as well. Nothing in here opens an object: no signed URL, and nothing about a customer's key.
 *
 * @param id the object that was asked for
 * @param version the version that answered, on a bucket with versions
 * @param eTag names the content, with its quotation marks; two uploads of the same bytes share it
 * @param contentLength the size in bytes
 * @param lastModified when it was written, in whole seconds
 * @param content how the content is to be read
 * @param userMetadata what the uploader wrote about it
 * @param checksums the checksums by algorithm, such as SHA256
 * @param checksumType whether they are of the whole object or of its parts
 * @param storage where and how it is kept
 * @param encryption how it is encrypted at rest
 * @param lock until when it must not be deleted
 */
// tag::type[]
public record ObjectMetadata(
    ObjectId id,
    Optional<String> version,
    Optional<String> eTag,
    long contentLength,
    Instant lastModified,
    Content content,
    Map<String, String> userMetadata,
    Map<String, String> checksums,
    Optional<String> checksumType,
    Storage storage,
    Encryption encryption,
    Lock lock) {
  // end::type[]

  /** Refuses what S3 never says. */
  public ObjectMetadata {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(lastModified, "lastModified");
    if (contentLength < 0) {
      throw new IllegalArgumentException("A length is 0 or more, not " + contentLength + ".");
    }
    userMetadata = sorted(userMetadata);
    checksums = sorted(checksums);
  }

  private static Map<String, String> sorted(Map<String, String> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /** How the content is to be read: the headers that a browser would see. */
  public record Content(
      Optional<String> type,
      Optional<String> encoding,
      Optional<String> language,
      Optional<String> disposition,
      Optional<String> cacheControl,
      Optional<String> expires) {}

  /** Where and how it is kept; without a class it is STANDARD, which S3 does not say. */
  public record Storage(
      Optional<String> storageClass,
      Optional<String> archiveStatus,
      Optional<String> restore,
      Optional<String> expiration,
      Optional<String> replicationStatus,
      Optional<String> redirectLocation,
      Optional<Integer> tags,
      Optional<Integer> unreadableMetadata) {}

  /** How it is encrypted at rest; of a customer's key only that there is one. */
  public record Encryption(
      Optional<String> algorithm,
      Optional<String> kmsKeyId,
      Optional<Boolean> bucketKey,
      Optional<String> customerAlgorithm) {}

  /** Until when it must not be deleted. */
  public record Lock(
      Optional<String> mode, Optional<Instant> retainUntil, Optional<String> legalHold) {}
}
