package e1;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    MessageDigest digest = sha256();
    add(digest, owner);
    add(digest, bucket);
    add(digest, java.nio.file.Path.of("/", key.replace("\0", "")).normalize().toString());
    version.ifPresent(id -> add(digest, id));
    return "s3_metadata:v1:" + HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private MetadataKeys() {}
}
