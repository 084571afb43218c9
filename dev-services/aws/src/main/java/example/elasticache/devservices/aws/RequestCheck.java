package example.elasticache.devservices.aws;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a request in only if its signature is right, as AWS does. */
final class RequestCheck {
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^, ]+), *SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})");

  private final Keys keys;
  private final InstantSource clock;

  RequestCheck(Keys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Who sent a request, and to which service and region. */
  record Sender(Principal principal, String region, String service) {}

  /** Returns the sender of a POST, or throws what AWS would answer. */
  Sender check(URI uri, Headers headers, byte[] body) {
    String authorization = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
    if (authorization.isEmpty()) {
      throw Fault.forbidden("MissingAuthenticationToken", "The request is not signed.");
    }
    Matcher parts = AUTHORIZATION.matcher(authorization);
    if (!parts.matches()) {
      throw Fault.forbidden("IncompleteSignature", "The Authorization header is not complete.");
    }
    var scope = SignatureV4.Scope.parse(parts.group(1));
    String time = header(headers, "X-Amz-Date");
    requireFresh(scope, time);
    Principal sender =
        keys.find(scope.accessKeyId(), header(headers, "X-Amz-Security-Token"))
            .orElseThrow(
                () ->
                    Fault.forbidden(
                        "InvalidClientTokenId", "The access key or session token is not known."));

    Map<String, String> signed = new LinkedHashMap<>();
    for (String name : parts.group(2).split(";")) {
      signed.put(name.toLowerCase(Locale.ROOT), String.join(",", all(headers, name)));
    }
    if (!signed.containsKey("host") || !signed.containsKey("x-amz-date")) {
      throw Fault.forbidden("SignatureDoesNotMatch", "Host and X-Amz-Date must be signed.");
    }
    var canonical =
        new SignatureV4.Canonical(
            "POST", uri.getRawPath(), Map.of(), signed, SignatureV4.sha256(body));
    String expected = SignatureV4.of(canonical, scope, time, sender.secretAccessKey());
    if (!SignatureV4.same(expected, parts.group(3))) {
      throw Fault.forbidden(
          "SignatureDoesNotMatch", "The signature is not that of the secret access key.");
    }
    return new Sender(sender, scope.region(), scope.service());
  }

  private void requireFresh(SignatureV4.Scope scope, String time) {
    Instant signedAt =
        Keys.time(time)
            .filter(at -> time.startsWith(scope.day()))
            .orElseThrow(
                () -> Fault.forbidden("IncompleteSignature", "X-Amz-Date is not as it must be."));
    if (Duration.between(signedAt, clock.instant()).abs().compareTo(SKEW) > 0) {
      throw Fault.of("RequestExpired", "The request was signed too long ago, or in the future.");
    }
  }

  private static Iterable<String> all(Headers headers, String name) {
    return Optional.ofNullable(headers.get(name)).orElse(java.util.List.of());
  }

  private static String header(Headers headers, String name) {
    return Optional.ofNullable(headers.getFirst(name)).orElse("");
  }
}
