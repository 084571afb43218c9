package example.elasticache.lambdacache.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks the signature of a GET as API Gateway does with IAM authorization (Signature Version 4).
 *
 * <p>Written after AWS's description and without its SDK, so that it and the function can disagree.
 */
public record SignatureCheck(String accessKey, String secret, String region) {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/execute-api/aws4_request, ?"
              + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

  /** Returns whether the request is signed with this key. */
  public boolean accepts(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    Matcher sent = AUTHORIZATION.matcher(header == null ? "" : header);
    if (!sent.matches() || !sent.group(1).equals(accessKey) || !sent.group(3).equals(region)) {
      return false;
    }
    String signedHeaders = sent.group(4);
    String date = exchange.getRequestHeaders().getFirst("X-Amz-Date");
    String caller = exchange.getRequestHeaders().getFirst("X-Caller");
    // Who is asked for must be under the signature, too.
    if (date == null
        || caller != null && !Stream.of(signedHeaders.split(";")).toList().contains("x-caller")) {
      return false;
    }
    String scope = sent.group(2) + "/" + region + "/execute-api/aws4_request";
    String text =
        String.join(
            "\n", "AWS4-HMAC-SHA256", date, scope, sha256(canonical(exchange, signedHeaders)));
    return MessageDigest.isEqual(
        sign(sent.group(2), text).getBytes(UTF_8), sent.group(5).getBytes(UTF_8));
  }

  private static String canonical(HttpExchange exchange, String signedHeaders) {
    String path =
        Stream.of(exchange.getRequestURI().getRawPath().split("/", -1))
            .map(SignatureCheck::escape)
            .collect(Collectors.joining("/"));
    String query = exchange.getRequestURI().getRawQuery();
    String sortedQuery =
        query == null ? "" : Stream.of(query.split("&")).sorted().collect(Collectors.joining("&"));
    String headers =
        Stream.of(signedHeaders.split(";"))
            .map(name -> name + ":" + exchange.getRequestHeaders().getFirst(name).strip() + "\n")
            .collect(Collectors.joining());
    return String.join("\n", "GET", path, sortedQuery, headers, signedHeaders, sha256(""));
  }

  private static String escape(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20").replace("%7E", "~");
  }

  private String sign(String day, String text) {
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : new String[] {day, region, "execute-api", "aws4_request"}) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  @Override
  public String toString() {
    return "SignatureCheck[" + accessKey + "]";
  }
}
