package example.elasticache.s3metadata;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which object is meant: the account that owns the bucket, the bucket, the key, and a version of it
 * or whichever is current.
 *
 * <p>A key is taken as it is: {@code a//b}, {@code ./a} and {@code a%2Fb} are objects of their own.
 *
 * @param owner the account of twelve digits that has to own the bucket
 * @param bucket the bucket's name
 * @param key the object's key, at most 1,024 bytes of UTF-8
 * @param version the version, or nothing for the current one
 */
public record ObjectId(String owner, String bucket, String key, Optional<String> version) {
  private static final Pattern OWNER = Pattern.compile("[0-9]{12}");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final int LONGEST = 1024;

  /** Refuses what no bucket can hold. */
  public ObjectId {
    requireOwner(owner);
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "A bucket's name has 3 to 63 characters of a-z, 0-9, dot and hyphen.");
    }
    // A lone surrogate has no UTF-8 form: two different broken texts would be one key.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
      throw new IllegalArgumentException("An object's key is valid Unicode text.");
    }
    int length = key.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > LONGEST) {
      throw new IllegalArgumentException(
          "An object's key has 1 to 1024 bytes, but this one has " + length + ".");
    }
    if (version.isPresent() && !version.get().matches("[!-~]{1,1024}")) {
      throw new IllegalArgumentException("A version id is 1 to 1024 printable ASCII characters.");
    }
  }

  /** Returns the owner, or throws {@link IllegalArgumentException} when it is no account. */
  public static String requireOwner(String owner) {
    if (!OWNER.matcher(owner).matches()) {
      throw new IllegalArgumentException("The owner of a bucket is an account of 12 digits.");
    }
    return owner;
  }

  /** Names whichever version is current. */
  public static ObjectId current(String owner, String bucket, String key) {
    return new ObjectId(owner, bucket, key, Optional.empty());
  }

  /** Names this version of the same object. */
  public ObjectId withVersion(String id) {
    return new ObjectId(owner, bucket, key, Optional.of(id));
  }

  /** Returns bucket and key for a message; what could forge a line of a log is escaped. */
  @Override
  public String toString() {
    var text = new StringBuilder("s3://").append(bucket).append('/');
    key.codePoints()
        .forEach(
            c -> {
              if (isInvisible(c)) {
                text.append("\\u").append("%04x".formatted(c));
              } else {
                text.appendCodePoint(c);
              }
            });
    version.ifPresent(id -> text.append(" version ").append(id));
    return text.toString();
  }

  /** Ends a line, or, as the marks of text that runs from right to left, turns it round. */
  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
