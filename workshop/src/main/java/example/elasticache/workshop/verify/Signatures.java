package example.elasticache.workshop.verify;

import example.elasticache.workshop.check.FreshClasses;
import example.elasticache.workshop.check.Source;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The public types, constructors and methods of a solution: what every answer must have too. */
final class Signatures {
  private final TreeSet<String> expected;

  Signatures(Map<String, byte[]> classes, List<Source> solution) {
    expected = of(classes, solution);
  }

  /** Returns how the answer's differ from the solution's, if they do. */
  Optional<String> difference(Map<String, byte[]> classes, List<Source> answer) {
    TreeSet<String> found = of(classes, answer);
    var missing = new TreeSet<>(expected);
    missing.removeAll(found);
    found.removeAll(expected);
    if (missing.isEmpty() && found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "its public signatures differ from the solution's"
            + (missing.isEmpty() ? "" : "; missing: " + String.join(", ", missing))
            + (found.isEmpty() ? "" : "; not there: " + String.join(", ", found)));
  }

  private static TreeSet<String> of(Map<String, byte[]> classes, List<Source> answer) {
    var loader = new FreshClasses(classes);
    var signatures = new TreeSet<String>();
    for (String name : classes.keySet()) {
      if (Draft.belongs(name, answer)) {
        describe(load(loader, name), signatures);
      }
    }
    return signatures;
  }

  private static void describe(Class<?> type, TreeSet<String> signatures) {
    if (type.isAnonymousClass() || !Modifier.isPublic(type.getModifiers())) {
      return;
    }
    signatures.add(type.toGenericString());
    Stream<Constructor<?>> constructors = Stream.of(type.getDeclaredConstructors());
    Stream<Method> methods = Stream.of(type.getDeclaredMethods());
    Stream.<Executable>concat(constructors, methods)
        .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
        // Whether the body is synchronized is the answer's own affair.
        .map(member -> member.toGenericString().replace("synchronized ", ""))
        .forEach(signatures::add);
  }

  private static Class<?> load(ClassLoader loader, String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " was compiled a moment ago.", e);
    }
  }
}
