package example.elasticache.s3metadata.hardened;

import example.elasticache.s3metadata.ObjectMetadata;
import java.util.Optional;

/**
 * What a lookup found, and how far it can be believed.
 *
 * @param metadata the object's metadata, or nothing if there is no such object
 * @param source where that comes from
 */
// tag::type[]
public record Found(Optional<ObjectMetadata> metadata, Source source) {

  /** Where an answer comes from. */
  public enum Source {
    /** A copy that S3 has confirmed a short while ago. */
    COPY,
    /** A copy that S3 has confirmed just now. */
    CONFIRMED,
    /** S3 itself. */
    S3,
    /** A copy that S3 could not confirm: do not act on it. */
    STALE
  }
}
// end::type[]
