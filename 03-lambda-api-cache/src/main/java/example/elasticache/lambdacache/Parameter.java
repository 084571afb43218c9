package example.elasticache.lambdacache;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A parameter that a route knows, and all the values that it may have; the first is the default.
 */
public record Parameter(String name, List<String> values) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,20}");

  /** Refuses what would need escaping in a URL or a key. */
  public Parameter {
    values = List.copyOf(values);
    if (values.isEmpty()
        || !PLAIN.matcher(name).matches()
        || !values.stream().allMatch(value -> PLAIN.matcher(value).matches())) {
      throw new IllegalArgumentException(
          "A parameter and its values have 1 to 20 characters of a-z, A-Z, 0-9, _ and -.");
    }
  }

  /** Returns a parameter; without it, a request means the first of these values. */
  public static Parameter of(String name, String first, String... others) {
    String[] values = new String[others.length + 1];
    values[0] = first;
    System.arraycopy(others, 0, values, 1, others.length);
    return new Parameter(name, List.of(values));
  }
}
