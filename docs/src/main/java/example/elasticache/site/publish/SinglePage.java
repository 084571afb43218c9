package example.elasticache.site.publish;

import example.elasticache.site.convert.Article;
import example.elasticache.site.source.Language;
import example.elasticache.site.source.Page;
import java.net.URI;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * The whole site on one page: ids carry the name of their page, and links between pages stay on it.
 */
final class SinglePage {
  private final Contents contents;
  private final Language language;

  SinglePage(Contents contents, Language language) {
    this.contents = contents;
    this.language = language;
  }

  Element body() {
    Element body = new Element("div");
    for (Article article : contents.inOrder(language)) {
      body.appendChild(section(article));
    }
    return body;
  }

  private Element section(Article article) {
    Element section = new Element("section").addClass("whole").id(article.page().key());
    if (Contents.standsIn(article, language)) {
      section.attr("lang", article.page().language().code());
    }
    section.appendElement("h1").html(article.title());
    Element text = article.body().clone();
    for (Element element : text.select("[id]")) {
      element.id(id(article.page(), element.id()));
    }
    for (String attribute : List.of("aria-labelledby", "aria-controls", "for")) {
      text.select("[" + attribute + "]")
          .forEach(e -> e.attr(attribute, id(article.page(), e.attr(attribute))));
    }
    text.select("a[href]").forEach(link -> lead(link, article.page()));
    for (Element image : text.select("img[src]")) {
      image.attr(
          "src", Links.relative(language.folder(), resolve(article.page(), image.attr("src"))));
    }
    text.childNodesCopy().forEach(section::appendChild);
    return section;
  }

  private void lead(Element link, Page from) {
    String href = link.attr("href");
    if (href.equals("#")) {
      link.attr("href", "#" + from.key());
    } else if (href.startsWith("#")) {
      link.attr("href", "#" + id(from, href.substring(1)));
    } else if (!href.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
      int hash = href.indexOf('#');
      String path = resolve(from, hash < 0 ? href : href.substring(0, hash));
      contents
          .at(path)
          .map(Article::page)
          .ifPresent(
              to ->
                  link.attr(
                      "href", "#" + (hash < 0 ? to.key() : id(to, href.substring(hash + 1)))));
    }
  }

  private static String resolve(Page from, String path) {
    return URI.create("/" + from.output()).resolve(path).getPath().substring(1);
  }

  private static String id(Page page, String id) {
    return page.key() + "--" + id;
  }
}
