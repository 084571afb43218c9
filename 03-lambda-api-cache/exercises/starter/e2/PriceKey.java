package e2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The key under which the price of a product for one customer is kept. */
public final class PriceKey {

  /**
   * Returns the key; nothing if nobody knows who asks.
   *
   * @param headers as the client sent them
   * @param claims as the authorizer of API Gateway verified them
   */
  public static Optional<String> of(
      String product, Map<String, String> headers, Map<String, String> claims) {
    // TODO Who says so? And which two customers share this key?
    String tenant = headers.get("x-tenant");
    String subject = headers.get("x-user");
    return Optional.of("api_answer:prices:" + product + ":" + tenant + ":" + subject);
  }

  /** Returns the SHA-256 of a text, in 64 hexadecimal digits. */
  static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private PriceKey() {}
}
