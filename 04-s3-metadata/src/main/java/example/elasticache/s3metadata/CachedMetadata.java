package example.elasticache.s3metadata;

import java.time.Instant;
import java.util.Objects;

// tag::type[]
/** What a cache knows about one object: its metadata, that there is none, or nothing. */
public sealed interface CachedMetadata {

  /** The cache holds a copy, which S3 confirmed at this time. */
  record Present(ObjectMetadata metadata, Instant checkedAt) implements CachedMetadata {
    /** Refuses half a copy. */
    public Present {
      Objects.requireNonNull(metadata, "metadata");
      Objects.requireNonNull(checkedAt, "checkedAt");
    }
  }

  /** The cache remembers that there was no such object. */
  record Absent() implements CachedMetadata {}

  /** The cache cannot say; ask S3. */
  record Unknown() implements CachedMetadata {}
}
// end::type[]
