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
    String tenant = claims.get("tenant");
    String subject = claims.get("sub");
    if (tenant == null || subject == null) {
      return Optional.empty();
    }
    String caller = sha256(tenant + ":" + subject);
    return Optional.of("api_answer:prices:" + product + ":" + caller);
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
