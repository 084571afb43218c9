package example.elasticache.s3metadata;

import example.elasticache.s3metadata.CachedMetadata.Present;

// tag::type[]
/**
 * The copy: may forget anything at any time, and nothing is lost.
 *
 * <p>Every method may throw an unchecked exception when the cache does not answer.
 */
public interface MetadataCache {

  /** Returns what the cache knows about the object. */
  CachedMetadata find(ObjectId id);

  /** Keeps a copy until it expires. */
  void put(Present copy);

  /** Keeps a copy that was confirmed; it expires when the one in its place would have. */
  void renew(Present copy);

  /** Remembers, for seconds only, that there is no such object. */
  void putAbsent(ObjectId id);

  /** Forgets what is known about the object. */
  void evict(ObjectId id);
}
// end::type[]
