package example.elasticache.devservices.aws;

import java.util.Locale;
import java.util.regex.Pattern;

/** The rules that names obey. */
final class Names {
  private static final Pattern CACHE = Pattern.compile("[a-zA-Z](?!.*--)[a-zA-Z0-9-]*(?<!-)");
  private static final Pattern GROUP = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");

  /** Returns the name of a cache as the service keeps it: in lower case. */
  static String cache(String parameter, String name, int longest) {
    if (name.length() > longest || !CACHE.matcher(name).matches()) {
      throw Fault.badValue(
          parameter
              + " must have 1 to "
              + longest
              + " letters, digits and hyphens, begin with a letter, and neither end with a hyphen nor hold two in a row.");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  /** Returns the name of a user, a user group, a subnet group or a parameter group. */
  static String group(String parameter, String name) {
    if (name.length() > 255 || !GROUP.matcher(name).matches()) {
      throw Fault.badValue(
          parameter + " must begin with a letter and hold letters, digits and hyphens only.");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private Names() {}
}
