package example.elasticache.docs;

import example.elasticache.site.source.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errors page as its author, or its translator, wrote it. */
final class ErrorsPage {
  private static final Pattern SECTION = Pattern.compile("(?m)^\\[#([a-z-]+)]\\n=== .+$");
  private static final Pattern MESSAGE =
      Pattern.compile("(?ms)^\\[\\.message]\\n----\\n(.*?)\\n----$");

  /** Returns the messages that each entry quotes, by the entry's id, in the order of the page. */
  static Map<String, List<String>> entries() {
    return entries(Language.ENGLISH);
  }

  /** Returns the same of the page in a language that it exists in. */
  static Map<String, List<String>> entries(Language language) {
    String page = read(Path.of("src/site/errors" + language.suffix()));
    Map<String, List<String>> entries = new LinkedHashMap<>();
    Matcher section = SECTION.matcher(page);
    while (section.find()) {
      Matcher next = SECTION.matcher(page).region(section.end(), page.length());
      String text = page.substring(section.end(), next.find() ? next.start() : page.length());
      Matcher message = MESSAGE.matcher(text);
      entries.put(section.group(1), message.find() ? message.group(1).lines().toList() : List.of());
    }
    return entries;
  }

  /** Returns what a quoted message matches: it stands as it is, and … for anything. */
  static Pattern pattern(String message) {
    String quoted = Pattern.quote(message).replace("…", "\\E.*\\Q");
    return Pattern.compile(quoted, Pattern.DOTALL);
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ErrorsPage() {}
}
