package example.elasticache.s3metadata.listing;

import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.ObjectMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What a listing says of one object: enough to tell whether a copy is still right.
 *
 * @param id the object
 * @param eTag names its content
 * @param lastModified when it was written
 */
public record Listed(ObjectId id, String eTag, Instant lastModified) {

  /** Takes whole seconds, as {@code HeadObject} does. */
  public Listed {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(eTag, "eTag");
    lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
  }

  // tag::confirms[]
  /** Returns whether the metadata is of the object as it was when the listing was made. */
  public boolean confirms(ObjectMetadata metadata) {
    // The time as well: an object copied onto itself has new metadata under the same ETag.
    return metadata.eTag().filter(eTag::equals).isPresent()
        && metadata.lastModified().equals(lastModified);
  }
  // end::confirms[]
}
