package example.elasticache.workshop.verify;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import example.elasticache.workshop.check.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A solution with one of its key lines taken away.
 *
 * <p>A key line is one that the starter lacks, so an author marks nothing. It goes alone; or, where
 * a statement begins on it, with the rest of the statement; or, where that is a try or
 * synchronized, without the block in it.
 */
final class Mutants {

  /** A damaged solution, and where the damage is. */
  record Mutant(String what, List<Source> sources) {}

  static List<Mutant> of(List<Source> solution, List<Source> starter) {
    Set<String> known =
        starter.stream()
            .flatMap(source -> source.text().lines())
            .map(String::strip)
            .collect(Collectors.toSet());
    List<Mutant> mutants = new ArrayList<>();
    for (Source source : solution) {
      of(source, known)
          .forEach((text, what) -> mutants.add(new Mutant(what, with(solution, source, text))));
    }
    return mutants;
  }

  private static List<Source> with(List<Source> solution, Source source, String text) {
    return solution.stream()
        .map(each -> each.equals(source) ? new Source(source.file(), text) : each)
        .toList();
  }

  /** Returns the damaged texts, each with what is missing. */
  private static Map<String, String> of(Source source, Set<String> known) {
    String text = source.text();
    List<Range> statements = statements(source);
    Map<String, String> mutants = new LinkedHashMap<>();
    int start = 0;
    int number = 0;
    for (String line : text.split("(?<=\n)")) {
      number++;
      int end = start + line.length();
      if (isKey(line.strip(), known)) {
        String what = "solution without line " + number + ", \"" + line.strip() + "\"";
        add(new Range(start, end, "").cutFrom(text), what, mutants);
        for (Range statement : statements) {
          if (statement.start >= start && statement.start < end) {
            String more =
                statement.kept.isEmpty() ? ", to the end of its statement" : ", but with its block";
            add(statement.cutFrom(text), what + more, mutants);
          }
        }
      }
      start = end;
    }
    return mutants;
  }

  private static void add(String text, String what, Map<String, String> mutants) {
    boolean known =
        mutants.keySet().stream().anyMatch(other -> squeezed(other).equals(squeezed(text)));
    if (!known) {
      mutants.put(text, what);
    }
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static boolean isKey(String line, Set<String> known) {
    return !known.contains(line)
        && line.matches(".*\\w.*")
        && !line.matches("(//|/?\\*|import |package |@Override).*")
        // Without its label, a switch or an else is another program, not one with a line less.
        && !line.matches("\\} (else|finally).*");
  }

  /** A piece of a text, and what stays of it. */
  private record Range(int start, int end, String kept) {
    String cutFrom(String text) {
      return text.substring(0, start) + kept + text.substring(end);
    }
  }

  private static List<Range> statements(Source source) {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problem -> {}, null, null, List.of(object(source)));
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    List<Range> found = new ArrayList<>();
    Set<Range> seen = new HashSet<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        new TreeScanner<Void, Void>() {
          @Override
          public Void scan(Tree tree, Void nothing) {
            if (tree instanceof StatementTree && !(tree instanceof BlockTree)) {
              add(tree, "");
              if (tree instanceof TryTree attempt) {
                add(tree, text(attempt.getBlock()));
              } else if (tree instanceof SynchronizedTree guarded) {
                add(tree, text(guarded.getBlock()));
              }
            }
            return super.scan(tree, nothing);
          }

          private void add(Tree tree, String kept) {
            var range = new Range(start(tree), end(tree), kept);
            if (range.start >= 0 && range.end > range.start && seen.add(range)) {
              found.add(range);
            }
          }

          private String text(Tree tree) {
            return source.text().substring(start(tree), end(tree));
          }

          private int start(Tree tree) {
            return (int) positions.getStartPosition(unit, tree);
          }

          private int end(Tree tree) {
            return (int) positions.getEndPosition(unit, tree);
          }
        }.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static JavaFileObject object(Source source) {
    return new SimpleJavaFileObject(
        URI.create("memory:///" + source.simpleName() + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.text();
      }
    };
  }

  private Mutants() {}
}
