package example.elasticache.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JVM that a test starts and kills; its program says what it has started, line by line. */
record VictimJvm(Process process) {

  static VictimJvm start(Class<?> program, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    // Its errors go where the test's go: a victim that fails must say why.
    return new VictimJvm(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
  }

  /** Returns what it says up to an empty line, or to its end. */
  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = process.inputReader();
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  /** Returns the helper JVM that is to outlive it. */
  Optional<ProcessHandle> helper() {
    return helper(process.toHandle());
  }

  static Optional<ProcessHandle> helper(ProcessHandle jvm) {
    return jvm.children()
        .filter(
            child -> child.info().commandLine().orElse("").contains(Reaper.class.getSimpleName()))
        .findFirst();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
