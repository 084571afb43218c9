package example.elasticache.devservices.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature version 4, computed as AWS documents it, to compare with what a caller sent.
 *
 * <p>Written out rather than done by the SDK's signer: that one decides by itself what it signs,
 * and here the caller has decided.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">The
 *     steps</a>
 */
final class SignatureV4 {

  /** What a signature is good for: a day, a region and a service. */
  record Scope(String accessKeyId, String day, String region, String service) {

    /** Reads {@code key/day/region/service/aws4_request}. */
    static Scope parse(String credential) {
      String[] parts = credential.split("/", -1);
      if (parts.length != 5 || !parts[4].equals("aws4_request")) {
        throw Fault.forbidden("IncompleteSignature", "The credential has no complete scope.");
      }
      return new Scope(parts[0], parts[1], parts[2], parts[3]);
    }

    @Override
    public String toString() {
      return day + "/" + region + "/" + service + "/aws4_request";
    }
  }

  /** The request in the form that is signed. */
  record Canonical(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String payloadHash) {

    private String text() {
      String queryLine =
          new TreeMap<>(query)
              .entrySet().stream()
                  .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                  .collect(Collectors.joining("&"));
      Map<String, String> sorted = new TreeMap<>(headers);
      String headerLines =
          sorted.entrySet().stream()
              .map(e -> e.getKey() + ":" + e.getValue().strip().replaceAll(" +", " ") + "\n")
              .collect(Collectors.joining());
      String signed = String.join(";", sorted.keySet());
      return String.join("\n", List.of(method, path, queryLine, headerLines, signed, payloadHash));
    }
  }

  /** Returns the signature of a request at a time such as 20261125T120000Z. */
  static String of(Canonical request, Scope scope, String time, String secret) {
    byte[] key = utf8("AWS4" + secret);
    for (String part : List.of(scope.day, scope.region, scope.service, "aws4_request")) {
      key = hmac(key, part);
    }
    String toSign =
        String.join("\n", "AWS4-HMAC-SHA256", time, scope.toString(), sha256(utf8(request.text())));
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  /** Compares without telling by the time it takes how much was right. */
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(utf8(expected), utf8(given));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Encodes as RFC 3986 has it, which a form does not. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private SignatureV4() {}
}
