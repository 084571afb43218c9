package example.elasticache.devservices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where servers keep their files: always under {@code target/}, so that a clean build takes all.
 */
public final class WorkFiles {
  private static final Path TARGET = root().resolve("target");

  /** Returns a new, empty directory for one run of a server. */
  static Path newRunDirectory(String name) {
    try {
      Path runs = Files.createDirectories(TARGET.resolve("dev-services"));
      return Files.createTempDirectory(runs, name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException("No directory for " + name + " under " + TARGET, e);
    }
  }

  /**
   * Returns the kept directory with this name, and lets the maker fill it the first time.
   *
   * <p>Several JVMs may want it at once: each fills a directory of its own, and the first to finish
   * gives it the name.
   */
  public static Path kept(String name, Consumer<Path> maker) {
    Path directory = TARGET.resolve("engines").resolve(name);
    if (Files.isDirectory(directory)) {
      return directory;
    }
    try {
      Files.createDirectories(directory.getParent());
      Path draft = Files.createTempDirectory(directory.getParent(), name + "-");
      try {
        maker.accept(draft);
        Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException another) {
        // Another JVM was first, and its copy is as good.
      } catch (java.nio.file.FileSystemException e) {
        if (!Files.isDirectory(directory)) {
          throw e;
        }
      } finally {
        delete(draft);
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not unpack " + name + " to " + directory, e);
    }
  }

  /** Copies a directory with all that is in it. */
  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not copy " + from + " to " + to, e);
    }
  }

  /** Writes a stream to a file that may be run. */
  public static void writeProgram(InputStream from, Path to) {
    try (from) {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
      if (!to.toFile().setExecutable(true)) {
        throw new IOException("cannot be made executable");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + to, e);
    }
  }

  /** Deletes a directory with all that is in it, as far as it can. */
  static void delete(Path directory) {
    // A server that was just killed may still hold a file for a moment on some systems.
    for (int attempt = 0; attempt < 20 && Files.exists(directory); attempt++) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (NoSuchFileException gone) {
        // Somebody else deleted it meanwhile, which is what we want.
      } catch (IOException | UncheckedIOException stillHeld) {
        // Returns at once in an interrupted thread, which may still be able to delete.
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  /** Returns the last lines of a log, or nothing. */
  static String lastLines(Path log, int count) {
    try {
      List<String> lines = Files.readString(log).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  /** The project's root is the nearest directory with .mvn; a lifted-out module is its own root. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path directory = here; directory != null; directory = directory.getParent()) {
      if (Files.isDirectory(directory.resolve(".mvn"))) {
        return directory;
      }
    }
    return here;
  }

  private WorkFiles() {}
}
