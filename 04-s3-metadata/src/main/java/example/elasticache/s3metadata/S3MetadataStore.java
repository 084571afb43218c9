package example.elasticache.s3metadata;

import example.elasticache.s3metadata.ObjectMetadata.Content;
import example.elasticache.s3metadata.ObjectMetadata.Encryption;
import example.elasticache.s3metadata.ObjectMetadata.Lock;
import example.elasticache.s3metadata.ObjectMetadata.Storage;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks S3 with {@code HeadObject}, which sends the metadata and not the object. */
public final class S3MetadataStore implements MetadataStore {
  private static final int NOT_MODIFIED = 304;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** What S3 answers for a version that is a delete marker. */
  private static final int NOT_ALLOWED = 405;

  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;

  private final S3Client s3;

  /** The client decides how long an answer may take: see {@link S3Clients}. */
  public S3MetadataStore(S3Client s3) {
    this.s3 = s3;
  }

  // tag::find[]
  @Override
  public Optional<ObjectMetadata> find(ObjectId id) {
    return ask(
        id,
        () -> Optional.of(metadata(id, s3.headObject(request(id).build()))),
        answer ->
            answer.statusCode() == NOT_FOUND || answer.statusCode() == NOT_ALLOWED
                ? Optional.of(Optional.empty())
                : Optional.empty());
  }

  private static HeadObjectRequest.Builder request(ObjectId id) {
    return HeadObjectRequest.builder()
        .bucket(id.bucket())
        .key(id.key())
        .versionId(id.version().orElse(null))
        // A deleted bucket's name can be taken by anybody: S3 refuses when it is another's now.
        .expectedBucketOwner(id.owner())
        .checksumMode(ChecksumMode.ENABLED);
  }

  // end::find[]

  // tag::revalidate[]
  @Override
  public Revalidation revalidate(ObjectMetadata copy) {
    if (copy.eTag().isEmpty()) {
      return now(copy.id());
    }
    return ask(
        copy.id(),
        () -> {
          var request = request(copy.id()).ifNoneMatch(copy.eTag().get()).build();
          return new Revalidation.Changed(metadata(copy.id(), s3.headObject(request)));
        },
        answer ->
            switch (answer.statusCode()) {
              case NOT_MODIFIED ->
                  // An object copied onto itself has new metadata under the same ETag.
                  Optional.of(
                      isOfThisTime(answer, copy) ? new Revalidation.Unchanged() : now(copy.id()));
              case NOT_FOUND, NOT_ALLOWED -> Optional.of(new Revalidation.Gone());
              default -> Optional.empty();
            });
  }

  private Revalidation now(ObjectId id) {
    return find(id).<Revalidation>map(Revalidation.Changed::new).orElseGet(Revalidation.Gone::new);
  }

  // end::revalidate[]

  private static boolean isOfThisTime(S3Exception answer, ObjectMetadata copy) {
    return answer
        .awsErrorDetails()
        .sdkHttpResponse()
        .firstMatchingHeader("Last-Modified")
        .map(time -> time(time).equals(Optional.of(copy.lastModified())))
        .orElse(true);
  }

  private static Optional<Instant> time(String header) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  // tag::ask[]
  /** Makes the request; what is an answer in spite of its status is one, all else is a failure. */
  private static <T> T ask(
      ObjectId id,
      Supplier<T> request,
      java.util.function.Function<S3Exception, Optional<T>> known) {
    try {
      return request.get();
    } catch (S3Exception answer) {
      return known.apply(answer).orElseThrow(() -> failure(id, answer));
    } catch (SdkException | UncheckedIOException e) {
      throw new StoreException(silence(id), e);
    }
  }

  // end::ask[]

  private static StoreException failure(ObjectId id, S3Exception answer) {
    int status = answer.statusCode();
    if (status == FORBIDDEN) {
      return new StoreAccessDeniedException(
          "S3 refuses this application to look at " + id + ".", answer);
    }
    // A timeout and a throttled request are S3's trouble, and not this object's.
    return status >= 400 && status < 500 && status != TIMEOUT && status != TOO_MANY
        ? new StoreRejectedException(
            "S3 rejects the question for " + id + ", with status " + status + ".", answer)
        : new StoreException(silence(id), answer);
  }

  private static String silence(ObjectId id) {
    return "S3 does not say what it holds of " + id + ".";
  }

  // tag::metadata[]
  static ObjectMetadata metadata(ObjectId id, HeadObjectResponse head) {
    if (head.contentLength() == null || head.lastModified() == null) {
      throw new StoreException("S3 answers without the size or the date of " + id + ".", null);
    }
    return new ObjectMetadata(
        id,
        Optional.ofNullable(head.versionId()),
        Optional.ofNullable(head.eTag()),
        head.contentLength(),
        head.lastModified(),
        content(head),
        head.metadata(),
        checksums(head),
        Optional.ofNullable(head.checksumTypeAsString()),
        storage(head),
        encryption(head),
        lock(head));
  }

  // end::metadata[]

  private static Content content(HeadObjectResponse head) {
    return new Content(
        Optional.ofNullable(head.contentType()),
        Optional.ofNullable(head.contentEncoding()),
        Optional.ofNullable(head.contentLanguage()),
        Optional.ofNullable(head.contentDisposition()),
        Optional.ofNullable(head.cacheControl()),
        // As it was uploaded: it need not be a date.
        Optional.ofNullable(head.expiresString()));
  }

  private static Map<String, String> checksums(HeadObjectResponse head) {
    Map<String, String> checksums = new TreeMap<>();
    checksums.put("CRC32", head.checksumCRC32());
    checksums.put("CRC32C", head.checksumCRC32C());
    checksums.put("CRC64NVME", head.checksumCRC64NVME());
    checksums.put("SHA1", head.checksumSHA1());
    checksums.put("SHA256", head.checksumSHA256());
    checksums.values().removeIf(checksum -> checksum == null);
    return checksums;
  }

  private static Storage storage(HeadObjectResponse head) {
    return new Storage(
        Optional.ofNullable(head.storageClassAsString()),
        Optional.ofNullable(head.archiveStatusAsString()),
        Optional.ofNullable(head.restore()),
        Optional.ofNullable(head.expiration()),
        Optional.ofNullable(head.replicationStatusAsString()),
        Optional.ofNullable(head.websiteRedirectLocation()),
        Optional.ofNullable(head.tagCount()),
        Optional.ofNullable(head.missingMeta()));
  }

  private static Encryption encryption(HeadObjectResponse head) {
    return new Encryption(
        Optional.ofNullable(head.serverSideEncryptionAsString()),
        Optional.ofNullable(head.ssekmsKeyId()),
        Optional.ofNullable(head.bucketKeyEnabled()),
        Optional.ofNullable(head.sseCustomerAlgorithm()));
  }

  private static Lock lock(HeadObjectResponse head) {
    return new Lock(
        Optional.ofNullable(head.objectLockModeAsString()),
        Optional.ofNullable(head.objectLockRetainUntilDate()),
        Optional.ofNullable(head.objectLockLegalHoldStatusAsString()));
  }
}
