package e1;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes session ids, recognises them, and names their keys. */
public final class SessionIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Returns a new id that nobody can guess. */
  public static String create() {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    return Base64.getEncoder().withoutPadding().encodeToString(bits);
  }

  /** Returns whether the text, which may be anything or null, has the form of an id. */
  public static boolean isId(String text) {
    return text != null && text.matches("[A-Za-z0-9_-]{43}");
  }

  /** Returns the key under which the store has the session; it does not tell the id. */
  public static String key(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return "session:v1:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private SessionIds() {}
}
