package example.elasticache.cacheaside;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The cache keys of one kind of value, such as {@code user_info:v1:42}.
 *
 * <p>Different parts never give the same key, whatever they contain, and every key is fit for
 * Memcached (250 bytes, no blank, no control character). Count the version up when the value's form
 * changes: old and new programs then use different keys while both run.
 */
public final class KeySpace {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,40}");
  private static final int LONGEST = 200;

  private final String prefix;

  /** A name has 1 to 40 of {@code a-z 0-9 _}; a version is 1 or greater. */
  public KeySpace(String name, int version) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A key space's name has 1 to 40 characters of a-z, 0-9 and _, but this one is \""
              + name
              + "\".");
    }
    if (version < 1) {
      throw new IllegalArgumentException(
          "A key space's version is 1 or greater, not " + version + ".");
    }
    this.prefix = name + ":v" + version + ":";
  }

  /** Returns what all keys of this space begin with. */
  public String prefix() {
    return prefix;
  }

  /** Returns the key of a numbered value. */
  public String key(long id) {
    return prefix + id;
  }

  // tag::parts[]
  /** Returns the key of a value that is named by texts, in this order; any text may be used. */
  public String key(String first, String... more) {
    var key = new StringBuilder(prefix);
    appendEscaped(key, first);
    for (String part : more) {
      key.append(':');
      appendEscaped(key, part);
    }
    // '#' is escaped in parts, so a shortened key never equals a written-out one.
    return key.length() <= LONGEST ? key.toString() : prefix + '#' + sha256(key.toString());
  }

  // end::parts[]

  /** Keeps RFC 3986's unreserved characters and writes every other byte as %XX. */
  private static void appendEscaped(StringBuilder key, String part) {
    // A lone surrogate has no UTF-8 form: two different broken texts would share one key.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(part)) {
      throw new IllegalArgumentException("A part of a cache key is not valid Unicode text.");
    }
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(b)) {
        key.append((char) b);
      } else {
        key.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
  }

  private static boolean isUnreserved(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '-'
        || b == '_'
        || b == '.'
        || b == '~';
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
