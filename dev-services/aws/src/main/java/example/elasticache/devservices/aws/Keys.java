package example.elasticache.devservices.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The access keys that this endpoint knows. */
final class Keys {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, Principal> principals = new ConcurrentHashMap<>();
  private final InstantSource clock;

  Keys(InstantSource clock, Principal administrator) {
    this.clock = clock;
    principals.put(administrator.accessKeyId(), administrator);
  }

  /** Returns the owner of a key that is known and not expired. */
  Optional<Principal> find(String accessKeyId, String sessionToken) {
    return Optional.ofNullable(principals.get(accessKeyId))
        .filter(p -> SignatureV4.same(p.sessionToken(), sessionToken))
        .filter(p -> clock.instant().isBefore(p.expires()));
  }

  /** Makes temporary keys, as STS does when a role is assumed. */
  Principal issue(String userId, String arn, Duration life) {
    String id = UUID.randomUUID().toString().replace("-", "");
    var issued =
        new Principal(
            "ASIA" + id.substring(0, 16).toUpperCase(java.util.Locale.ROOT),
            UUID.randomUUID().toString(),
            "local-session/+=" + UUID.randomUUID(),
            clock.instant().plus(life),
            userId,
            arn);
    principals.put(issued.accessKeyId(), issued);
    return issued;
  }

  /** Returns the time that a signature names, or nothing where it is none. */
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.from(TIME.parse(text)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
