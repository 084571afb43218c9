package e3;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Says for how long an answer of the upstream API may be kept. */
public final class Keeping {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  /**
   * Returns the time; zero if the answer may not be kept at all.
   *
   * @param headers with names in lower case
   * @param ofOneCaller whether the copy will be shown to nobody but this caller
   */
  public static Duration timeFor(int status, Map<String, String> headers, boolean ofOneCaller) {
    String control = headers.getOrDefault("cache-control", "").toLowerCase(Locale.ROOT);
    List<String> directives = Stream.of(control.split(",")).map(String::strip).toList();
    if (headers.containsKey("set-cookie")
        || directives.contains("no-store")
        || directives.contains("no-cache")
        || !ofOneCaller && directives.contains("private")) {
      return Duration.ZERO;
    }
    Duration ours = status == 200 ? AN_HOUR : HALF_A_MINUTE;
    for (String directive : directives) {
      if (directive.startsWith("max-age=")) {
        Duration allowed = seconds(directive.substring("max-age=".length()));
        return allowed.compareTo(ours) < 0 ? allowed : ours;
      }
    }
    return ours;
  }

  /** Returns so many seconds; none if this is no number. */
  static Duration seconds(String text) {
    return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
  }

  private Keeping() {}
}
