package example.elasticache.site.convert;

import example.elasticache.site.source.Exercise;
import example.elasticache.site.source.Language;
import example.elasticache.site.source.Project;
import java.nio.file.Path;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockMacroProcessor;
import org.asciidoctor.extension.Name;

/**
 * {@code exercises::[]}: every exercise of every chapter, with what it takes and how far one is.
 */
@Name("exercises")
public final class ExercisesMacro extends BlockMacroProcessor {
  private final Project project;

  ExercisesMacro(Project project) {
    this.project = project;
  }

  @Override
  public StructuralNode process(
      StructuralNode parent, String target, Map<String, Object> attributes) {
    Language language = Words.languageOf(parent);
    return Html.block(this, parent, () -> table(language, Words.of(language)));
  }

  private String table(Language language, Words words) {
    var rows = new StringBuilder();
    for (Path module : project.modules()) {
      for (Exercise exercise : Exercise.all(module, language)) {
        rows.append(
            """
            <tr><td>%s</td><td><a href="%s/index.html#exercise-%s">%s</a></td><td>%s</td><td>%s</td><td><span class="progress" data-exercise="%s"></span></td></tr>
            """
                .formatted(
                    Html.escape(exercise.chapter() + " " + exercise.id()),
                    module.getFileName(),
                    exercise.id(),
                    Html.escape(exercise.title()),
                    Html.escape(exercise.minutes()),
                    Html.escape(exercise.needs()),
                    exercise.key()));
      }
    }
    return """
        <table class="exercises">
        <thead><tr><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th></tr></thead>
        <tbody>%s</tbody>
        </table>"""
        .formatted(
            words.get("exercise.number"),
            words.get("exercise.title"),
            words.get("exercise.minutes-column"),
            words.get("exercise.needs-column"),
            words.get("exercise.progress"),
            rows);
  }
}
