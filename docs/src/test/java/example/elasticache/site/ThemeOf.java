package example.elasticache.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Lends the real theme to a project of a test. */
public final class ThemeOf {

  /** Copies it. */
  public static void thisProject(SmallProject project) {
    Path theme = Path.of("src/main/theme").toAbsolutePath();
    Path copy = project.root().resolve("docs/src/main/theme");
    try (Stream<Path> files = Files.walk(theme)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(theme.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ThemeOf() {}
}
