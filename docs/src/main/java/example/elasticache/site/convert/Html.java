package example.elasticache.site.convert;

import example.elasticache.site.source.SourceException;
import java.util.function.Supplier;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BaseProcessor;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;
import org.jsoup.nodes.Entities;

/** How a macro puts HTML of its own on the page. */
final class Html {

  /** Returns a block of HTML, or an empty one and an error in the log if the source lacks it. */
  static Block block(BaseProcessor macro, StructuralNode parent, Supplier<String> html) {
    try {
      return macro.createBlock(parent, "pass", html.get());
    } catch (SourceException e) {
      macro.log(new LogRecord(Severity.ERROR, parent.getSourceLocation(), e.getMessage()));
      return macro.createBlock(parent, "pass", "");
    }
  }

  /** Returns the text with the marks of HTML escaped. */
  static String escape(String text) {
    return Entities.escape(text).replace("\"", "&quot;");
  }

  /** Returns a caption, or nothing if there is no title. */
  static String caption(Object title) {
    return title == null ? "" : "<figcaption>" + title + "</figcaption>";
  }

  private Html() {}
}
