package example.elasticache.site.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The site that the build has just written. */
final class BuiltSite {
  private static final Path FOLDER = Path.of(System.getProperty("site", "../target/site"));

  static Path folder() {
    Path folder = FOLDER.toAbsolutePath().normalize();
    if (!Files.exists(folder.resolve("index.html"))) {
      throw new IllegalStateException("There is no site at " + folder + ". Build it first: mvn");
    }
    return folder;
  }

  /** Returns the address of a page as a double click opens it. */
  static String file(String page) {
    return folder().toUri() + page;
  }

  /** Returns every page, as a path from the folder of the site. */
  static List<String> pages() {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .map(file -> folder().relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".html"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BuiltSite() {}
}
