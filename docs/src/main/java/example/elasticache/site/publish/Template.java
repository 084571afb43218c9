package example.elasticache.site.publish;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places such as {@code {{title}}} that are filled for each page. */
record Template(String text) {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z][a-z.-]*)}}");

  /**
   * Returns the text with every place filled; a place without a value is a mistake in the theme.
   */
  String fill(Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              String value = values.get(place.group(1));
              if (value == null) {
                throw new IllegalArgumentException("The theme asks for " + place.group() + ".");
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
