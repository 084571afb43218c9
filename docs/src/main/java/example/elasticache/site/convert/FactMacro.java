package example.elasticache.site.convert;

import java.util.Map;
import org.asciidoctor.ast.PhraseNode;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.InlineMacroProcessor;
import org.asciidoctor.extension.Name;

/** {@code fact:some-id[]}: a small link to the entry on the sources page that backs a sentence. */
@Name("fact")
public final class FactMacro extends InlineMacroProcessor {

  @Override
  public PhraseNode process(StructuralNode parent, String id, Map<String, Object> attributes) {
    // The entry's number and mark are known only when every page is converted: see Facts.
    String html = "<sup class=\"fact\" data-fact=\"" + Html.escape(id) + "\"></sup>";
    return createPhraseNode(parent, "quoted", html, Map.of(), Map.of("type", ":unquoted"));
  }
}
