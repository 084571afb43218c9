package example.elasticache.site.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** How far the learner on this machine is, as the workshop keeps it. */
final class Progress {

  /** Returns a script, for the same reason as the search index is one. */
  static String script(Path root) {
    Path file = root.resolve("work/progress.properties");
    var properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Map<String, String> progress = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      // The workshop keeps more there: when it was, and how many hints were asked for.
      if (key.matches("[\\w-]+/e\\d+")) {
        progress.put(key, properties.getProperty(key).replaceAll("[^a-z-].*", ""));
      }
    }
    try {
      return "window.galleryProgress = " + new ObjectMapper().writeValueAsString(progress) + ";\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Progress() {}
}
