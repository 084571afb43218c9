package example.elasticache.site.convert;

import example.elasticache.site.source.Measurement;
import example.elasticache.site.source.Project;
import example.elasticache.site.source.SourceException;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockMacroProcessor;
import org.asciidoctor.extension.Name;

/** {@code chart::name[alt="…"]}: a result of the benchmarks, drawn. */
@Name("chart")
public final class ChartMacro extends BlockMacroProcessor {
  private final Project project;

  ChartMacro(Project project) {
    this.project = project;
  }

  @Override
  public StructuralNode process(
      StructuralNode parent, String target, Map<String, Object> attributes) {
    return Html.block(this, parent, () -> figure(parent, target, attributes));
  }

  private String figure(StructuralNode parent, String name, Map<String, Object> attributes) {
    String alt = (String) attributes.get("alt");
    if (alt == null || alt.isBlank()) {
      throw new SourceException(
          "A chart without alt text: chart::%s[alt=\"what it shows\"].".formatted(name));
    }
    var measurement = Measurement.of(project, name);
    var chart = new Chart(measurement);
    Words words = Words.of(parent);
    return """
        <figure class="measured">
        <p class="chart-title">%s <span>%s</span></p>
        %s
        %s
        <figcaption>%s</figcaption>
        </figure>"""
        .formatted(
            Html.escape(measurement.title()),
            words.get(measurement.lowerIsBetter() ? "chart.lower" : "chart.higher"),
            chart.svg(alt),
            chart.table(parent),
            words
                .get("chart.measured")
                .formatted(
                    Html.escape(measurement.date()),
                    Html.escape(measurement.machine()),
                    Html.escape(measurement.java())));
  }
}
