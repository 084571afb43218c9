package example.elasticache.site.source;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers that a chapter quotes from its own run: {@code name=pattern with one group}. */
public final class RunNumbers {

  /** Returns each name with what its pattern finds in the module's transcript. */
  public static Map<String, String> of(Path module) {
    Path file = module.resolve("src/docs/numbers.properties");
    Map<String, String> numbers = new TreeMap<>();
    if (!Files.exists(file)) {
      return numbers;
    }
    String text = Transcript.of(module).text();
    load(file).forEach((name, pattern) -> numbers.put(name, find(name, pattern, text, module)));
    return numbers;
  }

  private static String find(String name, String pattern, String text, Path module) {
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    if (!matcher.find() || matcher.groupCount() != 1) {
      throw new SourceException(
          "The number %s of %s: the pattern %s finds nothing in the transcript, or has not exactly one group. Mend numbers.properties, or run it again: %s"
              .formatted(name, module.getFileName(), pattern, Transcript.command(module)));
    }
    return matcher.group(1);
  }

  static Map<String, String> load(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return values;
  }

  private RunNumbers() {}
}
