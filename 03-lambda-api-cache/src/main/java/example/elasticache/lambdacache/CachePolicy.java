package example.elasticache.lambdacache;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Decides which answers are kept, and for how long: never longer than the upstream API allows. */
public final class CachePolicy {
  private static final int LARGEST = 256 * 1024;

  private final Duration fresh;
  private final Duration absent;
  private final Duration stale;
  private final InstantSource clock;

  /**
   * Keeps an answer fresh for a time, an absence for a shorter one, and a copy beyond that for when
   * the upstream API is down.
   */
  public CachePolicy(Duration fresh, Duration absent, Duration stale, InstantSource clock) {
    this.fresh = fresh;
    this.absent = absent;
    this.stale = stale;
    this.clock = clock;
  }

  // tag::copy[]
  /** Returns the copy to keep, or nothing if none may be kept. */
  public Optional<Copy> copy(ApiCall call, UpstreamResponse response) {
    HttpHeaders headers = response.headers();
    Map<String, String> directives = directives(headers);
    boolean shared = call.caller().isEmpty();
    if (directives.containsKey("no-store")
        || directives.containsKey("no-cache")
        || shared && directives.containsKey("private")
        || headers.firstValue("Set-Cookie").isPresent()
        || headers.allValues("Vary").stream().anyMatch(header -> header.contains("*"))
        || response.body().length() > LARGEST) {
      return Optional.empty();
    }
    Duration ours = response.status() == 200 ? fresh : absent;
    Duration life = shorter(spread(ours), allowed(headers, directives, shared));
    if (life.compareTo(Duration.ofSeconds(1)) < 0) {
      return Optional.empty();
    }
    Instant freshUntil = clock.instant().plus(life);
    return Optional.of(
        new Copy(
            response.status(),
            response.body(),
            freshUntil,
            freshUntil.plus(response.status() == 200 ? staleTime(directives) : Duration.ZERO)));
  }

  // end::copy[]

  /** Returns no longer than any copy of this policy may be usable from now on. */
  public Duration longest() {
    return fresh.plus(stale);
  }

  /** Up to a tenth less, so that copies made together do not end together. */
  private static Duration spread(Duration time) {
    long millis = time.toMillis();
    return Duration.ofMillis(millis - Jitter.below(millis / 10 + 1));
  }

  /** Returns for how long the upstream API lets its answer be kept; for ever if it does not say. */
  private Duration allowed(HttpHeaders headers, Map<String, String> directives, boolean shared) {
    String seconds = shared ? directives.get("s-maxage") : null;
    if (seconds == null) {
      seconds = directives.get("max-age");
    }
    if (seconds != null) {
      return seconds(seconds)
          .minus(headers.firstValue("Age").map(CachePolicy::seconds).orElse(Duration.ZERO));
    }
    if (headers.firstValue("Expires").isPresent()) {
      return Duration.between(clock.instant(), date(headers.firstValue("Expires").get()));
    }
    boolean old = headers.firstValue("Pragma").filter("no-cache"::equalsIgnoreCase).isPresent();
    return old && directives.isEmpty() ? Duration.ZERO : longest();
  }

  private Duration staleTime(Map<String, String> directives) {
    if (directives.containsKey("must-revalidate") || directives.containsKey("proxy-revalidate")) {
      return Duration.ZERO;
    }
    String allowed = directives.get("stale-if-error");
    return allowed == null ? stale : shorter(stale, seconds(allowed));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** What cannot be read allows nothing. */
  private static Duration seconds(String text) {
    return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
  }

  private static Instant date(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static Map<String, String> directives(HttpHeaders headers) {
    Map<String, String> directives = new HashMap<>();
    for (String header : headers.allValues("Cache-Control")) {
      for (String directive : header.split(",")) {
        String[] parts = directive.strip().split("=", 2);
        if (!parts[0].isEmpty()) {
          String value = parts.length == 2 ? parts[1].strip().replace("\"", "") : "";
          // Said twice, the first counts, as in RFC 9111.
          directives.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), value);
        }
      }
    }
    return directives;
  }
}
