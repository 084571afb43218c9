package example.elasticache.clustersetup;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * What Memcached can hold, checked before a client sees it.
 *
 * @param key one that Memcached takes as it is
 * @param value at most a megabyte with its key; text or JSON, never a serialized object
 * @param seconds how long it lives, at most 30 days
 */
public record MemcachedEntry(String key, byte[] value, int seconds) {
  private static final int LONGEST_KEY = 250;

  /** The item's header, its key and its value share the megabyte. */
  private static final int LARGEST_VALUE = 1_048_576 - 512;

  private static final Duration LONGEST_LIFE = Duration.ofDays(30);

  // tag::entry[]
  /** Checks value and life, and makes the name a key. */
  public static MemcachedEntry of(String name, byte[] value, Duration life) {
    if (value.length > LARGEST_VALUE) {
      throw new IllegalArgumentException("Memcached keeps no value of more than a megabyte.");
    }
    // More than 30 days is read as a date: in 1970, so the entry would be gone at once.
    if (life.toSeconds() < 1 || life.compareTo(LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException("An entry lives from one second to 30 days.");
    }
    return new MemcachedEntry(key(name), value, (int) life.toSeconds());
  }

  /** Returns the name itself where Memcached can read it as a key, and else its hash. */
  public static String key(String name) {
    // A space or a line end would end the key, and what follows would be read as a command.
    boolean plain = name.chars().allMatch(c -> c > ' ' && c < 0x7f);
    boolean looksHashed = name.startsWith("sha256:");
    return plain && !looksHashed && !name.isEmpty() && name.length() <= LONGEST_KEY
        ? name
        : "sha256:" + sha256(name);
  }

  // end::entry[]

  private static String sha256(String text) {
    // Not through a charset: those write one replacement for all that they cannot write.
    ByteBuffer chars = ByteBuffer.allocate(2 * text.length());
    chars.asCharBuffer().put(text);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(chars.array());
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
