package e1;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
    String name = owner + ":" + bucket + ":" + escaped(key);
    return "s3_metadata:v1:" + name + version.map(id -> ":" + escaped(id)).orElse("");
  }

  private static String escaped(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private MetadataKeys() {}
}
