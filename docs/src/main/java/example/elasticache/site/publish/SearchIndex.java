package example.elasticache.site.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import example.elasticache.site.convert.Article;
import example.elasticache.site.source.Language;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * What the search looks through: one entry for each section.
 *
 * <p>It is a script and not JSON, because a page from a file may load the one and not the other.
 */
final class SearchIndex {
  private static final String LEFT_OUT = "svg, .anchor, sup.fact, script, .conum";

  /**
   * One section.
   *
   * @param url the way to it from the folder of the language
   */
  record Entry(String page, String section, String url, String text) {}

  static String script(Contents contents, Language language) {
    List<Entry> entries = new ArrayList<>();
    for (Article article : contents.inOrder(language)) {
      String url = Links.relative(language.folder() + "index.html", article.page().output());
      entries.addAll(sections(article, url));
    }
    try {
      return "window.gallerySearch = " + new ObjectMapper().writeValueAsString(entries) + ";\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Entry> sections(Article article, String url) {
    Element body = article.body().clone();
    body.select(LEFT_OUT).remove();
    List<Entry> entries = new ArrayList<>();
    var collector =
        new Object() {
          String section = "";
          String anchor = "";
          StringBuilder text = new StringBuilder(article.description()).append(' ');

          void visit(Element parent) {
            for (Node child : parent.childNodes()) {
              if (child instanceof TextNode words) {
                text.append(words.getWholeText());
              } else if (child instanceof Element element) {
                if (element.normalName().matches("h[23]") && !element.id().isEmpty()) {
                  finish();
                  section = element.text();
                  anchor = "#" + element.id();
                } else if (element.normalName().equals("dt") && !anchorIn(element).isEmpty()) {
                  // Who looks for a word wants its entry in the glossary, not the page of all
                  // words.
                  finish();
                  section = element.text();
                  anchor = "#" + anchorIn(element);
                } else {
                  visit(element);
                  // The letters of two blocks must not grow together.
                  text.append(element.isBlock() ? "\n" : "");
                }
              }
            }
          }

          void finish() {
            String found = text.toString().replaceAll("\\s+", " ").strip();
            entries.add(new Entry(article.plainTitle(), section, url + anchor, found));
            text = new StringBuilder();
          }
        };
    collector.visit(body);
    collector.finish();
    return entries;
  }

  private static String anchorIn(Element term) {
    return term.select("a[id]").attr("id");
  }

  private SearchIndex() {}
}
