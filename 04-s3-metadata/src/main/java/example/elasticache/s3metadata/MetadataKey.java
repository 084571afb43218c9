package example.elasticache.s3metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The cache keys of object metadata, such as {@code s3_metadata:v1:9f86d08…}.
 *
 * <p>An object's key may hold blanks, line breaks, colons and braces, and be 1,024 bytes long. Its
 * hash holds none of these, is fit for Memcached too, and spreads over all slots of a cluster.
 * Count the version up when the value's form changes.
 */
public final class MetadataKey {
  /** What all keys begin with. */
  public static final String PREFIX = "s3_metadata:v1:";

  // tag::of[]
  /** Returns the key of an object's metadata; different objects never share one. */
  public static String of(ObjectId id) {
    MessageDigest digest = sha256();
    add(digest, id.owner());
    add(digest, id.bucket());
    add(digest, id.key());
    id.version().ifPresent(version -> add(digest, version));
    return PREFIX + HexFormat.of().formatHex(digest.digest());
  }

  /** Adds the length first: else "ab" and "c" would be the same as "a" and "bc". */
  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  // end::of[]

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private MetadataKey() {}
}
