package example.elasticache.workshop.check;

import java.util.Locale;

/**
 * What became of one test of a check.
 *
 * @param claim the test's name, as words
 * @param failure why it failed or was left out; null if it passed
 */
public record Outcome(String claim, Status status, Throwable failure) {

  /** How a test can end. */
  public enum Status {
    PASSED,
    FAILED,
    LEFT_OUT
  }

  /** Returns a method's name as words: {@code aMissOnce()} is "a miss once". */
  static String words(String displayName) {
    String name = displayName.replaceAll("\\(.*\\)$", "");
    return name.contains(" ")
        ? name
        : name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
            .toLowerCase(Locale.ROOT);
  }
}
