package e1;

import java.util.Optional;

/** Names the cache keys of object metadata. */
public final class MetadataKeys {

  /**
   * Returns the cache key of an object's metadata.
   *
   * @param owner the account that owns the bucket
   * @param key the object's key: any text of up to 1,024 bytes
   * @param version the version, or nothing for whichever is current
   */
  public static String key(String owner, String bucket, String key, Optional<String> version) {
    // TODO Which other object gets the same key? And may a key of a cache look like any text?
    return "s3_metadata:v1:" + bucket + ":" + key;
  }

  private MetadataKeys() {}
}
