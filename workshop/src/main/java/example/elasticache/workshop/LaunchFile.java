package example.elasticache.workshop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the file from which {@code ./learn} starts java: its options and this JVM's class path.
 *
 * <p>Arguments: the project's folder, and the file.
 */
public final class LaunchFile {

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text(Path.of(args[0]), System.getProperty("java.class.path")));
  }

  static String text(Path root, String classPath) {
    String entries =
        Stream.of(classPath.split(File.pathSeparator))
            .map(entry -> entry(root, Path.of(entry)))
            .collect(Collectors.joining(File.pathSeparator));
    return String.join(
            "\n",
            List.of(
                // Short runs: the second compiler would cost more than it brings.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                // On every JDK: a console exists only when a person looks at it.
                "-Djdk.console=java.base",
                "-classpath",
                // Forward slashes: in this file, a backslash would have to be doubled.
                "\"" + entries.replace('\\', '/') + "\""))
        + "\n";
  }

  /** Relative to the project, so that it may be moved; and classes, which are newer than a jar. */
  private static String entry(Path root, Path path) {
    if (!path.startsWith(root)) {
      return path.toString();
    }
    Path classes = path.resolveSibling("classes");
    boolean ownJar = path.toString().endsWith(".jar") && Files.isDirectory(classes);
    return root.relativize(ownJar ? classes : path).toString();
  }

  private LaunchFile() {}
}
