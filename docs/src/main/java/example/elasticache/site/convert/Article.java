package example.elasticache.site.convert;

import example.elasticache.site.check.Problem;
import example.elasticache.site.source.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * A page after its conversion, before links between pages are drawn.
 *
 * @param title the title as HTML, empty if the page has none
 * @param attributes what the page's header says beyond title and description
 * @param body the text, an element of our own around it
 */
public record Article(
    Page page,
    String title,
    String description,
    Map<String, String> attributes,
    Element body,
    List<Problem> problems) {

  /** Returns a header attribute of the page, or what to take instead. */
  public String attribute(String name, String otherwise) {
    return attributes.getOrDefault(name, otherwise);
  }

  /** Returns the title without marks. */
  public String plainTitle() {
    return org.jsoup.Jsoup.parseBodyFragment(title).text();
  }

  /** Returns every id of the page. */
  public Set<String> ids() {
    return body.select("[id]").stream().map(Element::id).collect(Collectors.toSet());
  }

  /** Returns a copy whose text may be changed. */
  public Article copy() {
    return new Article(page, title, description, attributes, body.clone(), problems);
  }
}
