package example.elasticache.workshop;

import example.elasticache.workshop.exercise.JavaFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/** Whether what Maven built for the runner is still what the sources say. */
final class Freshness {

  /** Returns whether anything that the runner is built from changed after it was built. */
  static boolean isStale(Path root) {
    Path launchFile = root.resolve("workshop/target/learn.args");
    if (!Files.exists(launchFile)) {
      return false; // Started from an IDE, which builds by itself.
    }
    try {
      FileTime built = Files.getLastModifiedTime(launchFile);
      return Stream.concat(Stream.of(root), JavaFiles.list(root).stream())
          .anyMatch(
              folder ->
                  isNewer(folder.resolve("pom.xml"), built)
                      || isNewer(folder.resolve("src/main"), built));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNewer(Path start, FileTime built) {
    if (!Files.exists(start) || start.toString().contains("docs")) {
      return false;
    }
    try (Stream<Path> files = Files.walk(start)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Freshness() {}
}
