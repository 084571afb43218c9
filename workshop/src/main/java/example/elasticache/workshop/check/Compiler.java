package example.elasticache.workshop.check;

import example.elasticache.workshop.exercise.WorkshopException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The JDK's compiler, from memory to memory; one thread at a time may use it.
 *
 * <p>It keeps its view of the class path, so all but the first compilation take milliseconds.
 */
public final class Compiler implements AutoCloseable {
  private static final List<String> OPTIONS = List.of("-proc:none", "-Xlint:none", "-g");

  private final JavaCompiler javac;
  private final StandardJavaFileManager files;

  /** Fails in plain words on a Java without a compiler. */
  public Compiler() {
    javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new WorkshopException(
          "This Java has no compiler: it is a JRE. Install a JDK, version 17 or newer, and let JAVA_HOME name it.");
    }
    files = javac.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
  }

  /** Compiles the sources against the class path and the given classes. */
  public Compiled compile(List<Source> sources, Map<String, byte[]> given) {
    var problems = new DiagnosticCollector<JavaFileObject>();
    var memory = new MemoryFiles(files, given);
    boolean done =
        javac
            .getTask(
                null,
                memory,
                problems,
                OPTIONS,
                null,
                sources.stream().map(Source::object).toList())
            .call();
    return new Compiled(
        done ? memory.classes() : Map.of(),
        problems.getDiagnostics().stream()
            .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
            .map(Problem::of)
            .toList());
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
