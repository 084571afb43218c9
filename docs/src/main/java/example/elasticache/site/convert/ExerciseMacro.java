package example.elasticache.site.convert;

import example.elasticache.site.source.Exercise;
import example.elasticache.site.source.Exercise.SourceFile;
import example.elasticache.site.source.Language;
import example.elasticache.site.source.Project;
import example.elasticache.site.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockMacroProcessor;
import org.asciidoctor.extension.Name;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;

/** {@code exercise::e1[]}: task, command, hints one after another, and the solution. */
@Name("exercise")
public final class ExerciseMacro extends BlockMacroProcessor {
  static final String FROM_EXERCISE = "from-exercise";

  private final Project project;

  ExerciseMacro(Project project) {
    this.project = project;
  }

  @Override
  public StructuralNode process(
      StructuralNode parent, String target, Map<String, Object> attributes) {
    try {
      Object module = parent.getDocument().getAttribute("module");
      if (module == null) {
        throw new SourceException("exercise::" + target + "[] belongs in a chapter.");
      }
      Language language = Words.languageOf(parent);
      var exercise = Exercise.of(project.module(module.toString()), target, language);
      parseContent(parent, asciidoc(exercise, Words.of(language)));
    } catch (SourceException e) {
      log(new LogRecord(Severity.ERROR, parent.getSourceLocation(), e.getMessage()));
    }
    return null;
  }

  /** Writes the exercise in the language of the page around it, which then converts it. */
  private static List<String> asciidoc(Exercise exercise, Words words) {
    List<String> lines = new ArrayList<>();
    lines.add("[.exercise#exercise-%s]".formatted(exercise.id()));
    lines.add("." + exercise.title());
    lines.add("=======");
    lines.add("[.exercise-facts]");
    lines.add(
        "%s +++<span class=\"progress\" data-exercise=\"%s\"></span>+++"
            .formatted(facts(exercise, words), exercise.key()));
    lines.add("");
    lines.addAll(exercise.task());
    lines.add("");
    lines.add("[source,console,role=%s]".formatted(FROM_EXERCISE));
    lines.add("----");
    lines.add("$ ./learn start %s %s".formatted(exercise.chapter(), exercise.id()));
    lines.add("----");
    code(exercise.starter(), lines);
    hints(exercise.hints(), words, lines);
    if (!exercise.solution().isEmpty()) {
      open(words.get("exercise.solution"), "solution", "=====", lines);
      code(exercise.solution(), lines);
      lines.add("=====");
    }
    lines.add("=======");
    return lines;
  }

  private static String facts(Exercise exercise, Words words) {
    String minutes = words.get("exercise.minutes").formatted(exercise.minutes());
    return exercise.needs().isBlank()
        ? minutes
        : minutes + " · " + words.get("exercise.needs").formatted(exercise.needs());
  }

  private static void code(List<SourceFile> files, List<String> lines) {
    for (SourceFile file : files) {
      lines.add("." + file.name());
      lines.add("[source,java,subs=specialchars,role=%s]".formatted(FROM_EXERCISE));
      lines.add("------");
      lines.addAll(file.lines());
      lines.add("------");
    }
  }

  /** Nests each hint in the one before, so that a reader opens no more than they need. */
  private static void hints(List<String> hints, Words words, List<String> lines) {
    int depth = hints.size();
    for (int number = 1; number <= depth; number++) {
      String title = words.get("exercise.hint").formatted(number, depth);
      open(title, "hint", fence(number), lines);
      lines.add(hints.get(number - 1));
      lines.add("");
    }
    for (int number = depth; number >= 1; number--) {
      lines.add(fence(number));
    }
  }

  private static void open(String title, String role, String fence, List<String> lines) {
    lines.add("." + title);
    lines.add("[%%collapsible.%s]".formatted(role));
    lines.add(fence);
  }

  /** Nested blocks need fences of different lengths. */
  private static String fence(int depth) {
    return "=".repeat(7 + depth);
  }
}
