package example.elasticache.site.convert;

import example.elasticache.site.source.SourceException;
import java.util.Map;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Name;
import org.asciidoctor.extension.Reader;

/** {@code [plantuml,alt="…"]}: a diagram. */
@Name("plantuml")
@Contexts({Contexts.LISTING, Contexts.LITERAL})
@ContentModel(ContentModel.RAW)
public final class PlantUmlBlock extends BlockProcessor {

  @Override
  public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
    String source = reader.read();
    return Html.block(this, parent, () -> figure(source, attributes));
  }

  private static String figure(String source, Map<String, Object> attributes) {
    String alt = (String) attributes.get("alt");
    if (alt == null || alt.isBlank()) {
      throw new SourceException("A diagram without alt text: [plantuml,alt=\"what it shows\"].");
    }
    return """
        <figure class="drawing"><div class="scroll">%s</div>%s</figure>"""
        .formatted(Diagram.svg(source, alt), Html.caption(attributes.get("title")));
  }
}
