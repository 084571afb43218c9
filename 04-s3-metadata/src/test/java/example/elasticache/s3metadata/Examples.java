package example.elasticache.s3metadata;

import example.elasticache.s3metadata.ObjectMetadata.Content;
import example.elasticache.s3metadata.ObjectMetadata.Encryption;
import example.elasticache.s3metadata.ObjectMetadata.Lock;
import example.elasticache.s3metadata.ObjectMetadata.Storage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Objects that the tests talk about. */
public final class Examples {
  public static final String OWNER = "111122223333";
  public static final String BUCKET = "photos";
  public static final ObjectId SEA = id("sea.jpg");
  public static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  /** Names the current version of an object in the usual bucket. */
  public static ObjectId id(String key) {
    return ObjectId.current(OWNER, BUCKET, key);
  }

  /** Returns metadata that differs by its content only. */
  public static ObjectMetadata metadata(ObjectId id, String content) {
    return new ObjectMetadata(
        id,
        Optional.empty(),
        Optional.of("\"" + content + "\""),
        content.length(),
        NOON,
        new Content(
            Optional.of("text/plain"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Map.of(),
        Map.of(),
        Optional.empty(),
        new Storage(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new Encryption(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        new Lock(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** Returns metadata with every field filled, and not with plain texts. */
  public static ObjectMetadata full(ObjectId id) {
    return new ObjectMetadata(
        id,
        Optional.of("3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY"),
        Optional.of("\"d41d8cd98f00b204e9800998ecf8427e-38\""),
        5L * 1024 * 1024 * 1024 * 1024,
        Instant.parse("2026-02-28T23:59:59Z"),
        new Content(
            Optional.of("text/plain; charset=\"UTF-8\""),
            Optional.of("gzip"),
            Optional.of("ja, en"),
            Optional.of("attachment; filename*=UTF-8''%E6%B5%B7.jpg"),
            Optional.of("max-age=60"),
            Optional.of("not a date")),
        Map.of("title", "海 🌊 \"sea\"\r\n\0", "camera", "=?UTF-8?B?5rW3?=", "empty", ""),
        Map.of("SHA256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "CRC64NVME", "AAAA"),
        Optional.of("COMPOSITE"),
        new Storage(
            Optional.of("A_CLASS_OF_THE_FUTURE"),
            Optional.of("ARCHIVE_ACCESS"),
            Optional.of("ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2026 00:00:00 GMT\""),
            Optional.of("expiry-date=\"Fri, 21 Dec 2026 00:00:00 GMT\", rule-id=\"r\""),
            Optional.of("COMPLETED"),
            Optional.of(""),
            Optional.of(3),
            Optional.of(1)),
        new Encryption(
            Optional.of("aws:kms"),
            Optional.of("arn:aws:kms:eu-west-1:111122223333:key/1"),
            Optional.of(false),
            Optional.of("AES256")),
        new Lock(
            Optional.of("GOVERNANCE"),
            Optional.of(Instant.parse("2030-01-01T00:00:00.123Z")),
            Optional.of("ON")));
  }

  private Examples() {}
}
