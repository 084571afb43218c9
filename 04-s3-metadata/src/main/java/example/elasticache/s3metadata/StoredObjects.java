package example.elasticache.s3metadata;

import java.util.Optional;

/** What the application asks; each stage of the chapter is one more way to answer. */
public interface StoredObjects {

  /** Returns the object's metadata, or nothing if there is no such object. */
  Optional<ObjectMetadata> find(ObjectId id);

  /** Returns how the lookups went so far. */
  CacheStats stats();
}
