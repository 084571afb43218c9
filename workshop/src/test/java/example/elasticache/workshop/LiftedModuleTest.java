package example.elasticache.workshop;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.workshop.exercise.Project;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever copies a pattern leaves its {@code Main} behind, and with it {@code dev-services} and all
 * else that this project has: the rest compiles with libraries alone.
 */
class LiftedModuleTest {
  private static final Project PROJECT = new Project(Path.of("").toAbsolutePath().getParent());

  static List<Path> modules() {
    return PROJECT.modules();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aPatternNeedsNothingOfThisProject(Path module, @TempDir Path classes) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "-classpath", libraries(), "-d", classes.toString());
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(pattern(module)))
              .call();
      assertThat(compiled).as("%s without dev-services: %s", module, complaints).isTrue();
    }
  }

  /** Returns the module's sources but for those that start servers, which only stories do. */
  private static List<Path> pattern(Path module) throws IOException {
    try (Stream<Path> sources = Files.walk(module.resolve("src/main/java"))) {
      return sources
          .filter(source -> source.toString().endsWith(".java"))
          .filter(source -> !startsServers(source))
          .toList();
    }
  }

  private static boolean startsServers(Path source) {
    try {
      return Files.readString(source).contains("import example.elasticache.devservices.");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String libraries() {
    String root = modules().get(0).getParent().toString();
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.startsWith(root))
        .collect(joining(File.pathSeparator));
  }
}
