package example.elasticache.devservices.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where a JVM works, and what its servers write there; outside of a project, it is its own. */
record WorkDirectory(Path path) {

  /** Returns how to start a main class of the tests here. */
  ProcessBuilder java(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(path.toFile());
  }

  /** Returns the directories of servers that run, or have left them. */
  List<Path> runs() throws IOException {
    return list("dev-services");
  }

  /** Returns what is kept for the next JVM. */
  List<Path> kept() throws IOException {
    return list("engines");
  }

  private List<Path> list(String name) throws IOException {
    Path directory = path.resolve("target").resolve(name);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  static boolean isEngine(ProcessHandle process) {
    return process.info().command().orElse("").matches(".*(redis|valkey)-server|.*memcached");
  }
}
