package example.elasticache.devservices.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Checks the tokens by which IAM users log in to a cache: presigned requests that nobody sends.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html">How they are
 *     made</a>
 */
final class IamTokens {
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration LOGIN = Duration.ofHours(12);
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
  private static final String SIGNATURE = "X-Amz-Signature";

  /** The cache that a token must be for. */
  record Audience(String name, boolean serverless, String region) {}

  private final Keys keys;
  private final InstantSource clock;

  IamTokens(Keys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Returns what will tell that a login of this moment is over: after twelve hours. */
  BooleanSupplier endOfLogin() {
    Instant end = clock.instant().plus(LOGIN);
    return () -> !clock.instant().isBefore(end);
  }

  /** Returns what is wrong with a token, without a word of it; nothing if it is good. */
  Optional<String> objection(String token, String user, Audience cache) {
    int slash = token.indexOf("/?");
    if (slash < 0) {
      return Optional.of("it is not a token, which looks like cache-name/?Action=connect&...");
    }
    try {
      return objection(token.substring(0, slash), query(token.substring(slash + 2)), user, cache);
    } catch (IllegalArgumentException | Fault e) {
      return Optional.of("the token is not a presigned request");
    }
  }

  private Optional<String> objection(
      String host, Map<String, String> query, String user, Audience cache) {
    String signature = query.getOrDefault(SIGNATURE, "");
    var scope = SignatureV4.Scope.parse(query.getOrDefault("X-Amz-Credential", ""));
    String time = query.getOrDefault("X-Amz-Date", "");
    Optional<Instant> signedAt = Keys.time(time);
    String resource = query.getOrDefault("ResourceType", "");
    Optional<Principal> signer =
        keys.find(scope.accessKeyId(), query.getOrDefault("X-Amz-Security-Token", ""));

    if (!host.equals(cache.name())) {
      return Optional.of("the token is for another cache");
    }
    if (!query.getOrDefault("Action", "").equals("connect")) {
      return Optional.of("its Action is not connect");
    }
    if (!query.getOrDefault("User", "").equals(user)) {
      return Optional.of("the token is for another user");
    }
    if (!resource.equals(cache.serverless() ? "ServerlessCache" : "")) {
      return Optional.of(
          cache.serverless()
              ? "ResourceType=ServerlessCache is missing"
              : "it has a ResourceType, which only serverless caches want");
    }
    if (!scope.service().equals("elasticache") || !scope.region().equals(cache.region())) {
      return Optional.of("the token is signed for another service or region");
    }
    if (signedAt.isEmpty() || !time.startsWith(scope.day())) {
      return Optional.of("it does not say when it was signed");
    }
    if (isOver(signedAt.get(), query.getOrDefault("X-Amz-Expires", ""))) {
      return Optional.of("the token has expired");
    }
    if (signer.isEmpty()) {
      return Optional.of("its access key is not known, or the session is over");
    }
    return SignatureV4.same(expected(host, query, scope, time, signer.get()), signature)
        ? Optional.empty()
        : Optional.of("the signature is not that of the secret access key");
  }

  private boolean isOver(Instant signedAt, String seconds) {
    if (!seconds.matches("\\d{1,5}") || Integer.parseInt(seconds) > LONGEST.toSeconds()) {
      return true;
    }
    Instant now = clock.instant();
    return now.isBefore(signedAt.minus(CLOCK_DIFFERENCE))
        || !now.isBefore(signedAt.plusSeconds(Integer.parseInt(seconds)));
  }

  private static String expected(
      String host,
      Map<String, String> query,
      SignatureV4.Scope scope,
      String time,
      Principal signer) {
    Map<String, String> signed = new HashMap<>(query);
    signed.remove(SIGNATURE);
    var canonical =
        new SignatureV4.Canonical(
            "GET", "/", signed, Map.of("host", host), SignatureV4.sha256(new byte[0]));
    return SignatureV4.of(canonical, scope, time, signer.secretAccessKey());
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.split("&")) {
      String[] sides = pair.split("=", 2);
      // A plus is a plus here: a signed query is not a form.
      String value = sides.length == 2 ? sides[1].replace("+", "%2B") : "";
      String name = URLDecoder.decode(sides[0], StandardCharsets.UTF_8);
      if (query.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8)) != null) {
        throw new IllegalArgumentException("twice: " + name);
      }
    }
    return query;
  }
}
