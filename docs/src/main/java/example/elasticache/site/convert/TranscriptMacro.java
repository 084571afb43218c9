package example.elasticache.site.convert;

import example.elasticache.site.source.Project;
import example.elasticache.site.source.Transcript;
import java.nio.file.Path;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockMacroProcessor;
import org.asciidoctor.extension.Name;

/** {@code transcript::01-rds-cache-aside[part="Stage 1 over Redis"]}: what the program printed. */
@Name("transcript")
public final class TranscriptMacro extends BlockMacroProcessor {
  private final Project project;

  TranscriptMacro(Project project) {
    this.project = project;
  }

  @Override
  public StructuralNode process(
      StructuralNode parent, String target, Map<String, Object> attributes) {
    return Html.block(this, parent, () -> html(target, attributes));
  }

  private String html(String moduleName, Map<String, Object> attributes) {
    Path module = project.module(moduleName);
    var transcript = Transcript.of(module);
    String part = (String) attributes.get("part");
    String text = part == null ? transcript.text() : transcript.part(part);
    return """
        <figure class="transcript">
        <pre translate="no"><code>%s</code></pre>
        <figcaption><code>%s</code></figcaption>
        </figure>"""
        .formatted(Html.escape(text), Transcript.command(module));
  }
}
