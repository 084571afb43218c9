package e3;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

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
    if (status != 200 && status != 404
        || headers.containsKey("set-cookie")
        || control.contains("no-store")
        || control.contains("no-cache")
        || !ofOneCaller && control.contains("private")) {
      return Duration.ZERO;
    }
    Duration ours = status == 200 ? AN_HOUR : HALF_A_MINUTE;
    int at = control.indexOf("max-age=");
    if (at >= 0) {
      Duration allowed = seconds(control.substring(at + 8).split("[, ]")[0]);
      return allowed.compareTo(ours) < 0 ? allowed : ours;
    }
    return ours;
  }

  /** Returns so many seconds; none if this is no number. */
  static Duration seconds(String text) {
    return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
  }

  private Keeping() {}
}
