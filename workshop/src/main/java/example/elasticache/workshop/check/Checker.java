package example.elasticache.workshop.check;

import example.elasticache.workshop.exercise.Exercise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks answers to exercises, one after the other; the first one is the slow one. */
public final class Checker implements AutoCloseable {
  private final Compiler compiler = new Compiler();
  private final CheckRunner runner = new CheckRunner();

  /** Compiles the answer in this folder with the exercise's check, and runs it. */
  public Result check(Exercise exercise, Path answer, Patience patience) {
    List<Source> check = checkOf(exercise);
    List<Source> sources = new ArrayList<>(check);
    sources.addAll(Source.in(answer));
    Compiled compiled = compiler.compile(sources, Map.of());
    return compiled.succeeded()
        ? new Result(List.of(), run(check, compiled.classes(), patience))
        : new Result(compiled.problems(), List.of());
  }

  /** Returns the check's files and those of the kit that it may use. */
  public static List<Source> checkOf(Exercise exercise) {
    List<Source> check = new ArrayList<>(Source.in(exercise.check()));
    check.addAll(Source.in(exercise.kit()));
    return check;
  }

  /** Compiles against the given classes. */
  public Compiled compile(List<Source> sources, Map<String, byte[]> given) {
    return compiler.compile(sources, given);
  }

  /** Runs the tests among the check's files, with these classes. */
  public List<Outcome> run(List<Source> check, Map<String, byte[]> classes, Patience patience) {
    var loader = new FreshClasses(classes);
    List<Class<?>> tests = new ArrayList<>();
    for (Source source : check) {
      if (source.simpleName().endsWith("Test")) {
        tests.add(load(loader, source.className()));
      }
    }
    return runner.run(tests, patience);
  }

  private static Class<?> load(ClassLoader loader, String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " was compiled a moment ago.", e);
    }
  }

  @Override
  public void close() {
    runner.close();
    compiler.close();
  }
}
