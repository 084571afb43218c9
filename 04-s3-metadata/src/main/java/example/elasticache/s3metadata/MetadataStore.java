package example.elasticache.s3metadata;

import java.util.Optional;

// tag::type[]
/** The truth: what S3 says about an object at this moment. */
public interface MetadataStore {

  /**
   * Returns the object's metadata, or nothing if there is no such object; {@link StoreException} if
   * S3 does not say.
   */
  Optional<ObjectMetadata> find(ObjectId id);

  /** Asks only whether this is still so. */
  Revalidation revalidate(ObjectMetadata copy);

  /** What became of an object since a copy of its metadata was made. */
  sealed interface Revalidation {

    /** The copy is still right. */
    record Unchanged() implements Revalidation {}

    /** There is another one now. */
    record Changed(ObjectMetadata metadata) implements Revalidation {}

    /** There is no such object any more. */
    record Gone() implements Revalidation {}
  }
}
// end::type[]
