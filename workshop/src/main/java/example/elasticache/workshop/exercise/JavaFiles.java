package example.elasticache.workshop.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java files of a folder. */
public final class JavaFiles {

  /** Returns the Java files in the folder, by name; none if there is no such folder. */
  public static List<Path> in(Path folder) {
    return list(folder).stream().filter(f -> f.toString().endsWith(".java")).toList();
  }

  /** Returns everything in the folder, by name; nothing if there is no such folder. */
  public static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text of a file. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new WorkshopException("Cannot read " + file + ".", e);
    }
  }

  private JavaFiles() {}
}
