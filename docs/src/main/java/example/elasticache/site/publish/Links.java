package example.elasticache.site.publish;

import example.elasticache.site.check.Problem;
import example.elasticache.site.convert.Article;
import example.elasticache.site.source.Language;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** Leads every link within the site to its page, or reports it. */
final class Links {
  private final Contents contents;
  private final Map<String, Set<String>> ids = new HashMap<>();

  Links(Contents contents) {
    this.contents = contents;
    contents.articles().forEach(article -> ids.put(article.page().output(), article.ids()));
  }

  /** Follows the links of one article; where a translation is missing, to the original. */
  List<Problem> draw(Article article, String where) {
    List<Problem> problems = new ArrayList<>();
    for (Element link : article.body().select("a[href]")) {
      String href = link.attr("href");
      if (!href.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
        follow(article, link, href).ifPresent(what -> problems.add(new Problem(where, what)));
      }
    }
    return problems;
  }

  private Optional<String> follow(Article from, Element link, String href) {
    int hash = href.indexOf('#');
    String path = hash < 0 ? href : href.substring(0, hash);
    String id = hash < 0 ? "" : URLDecoder.decode(href.substring(hash + 1), StandardCharsets.UTF_8);

    Optional<Article> target = path.isEmpty() ? Optional.of(from) : target(from, path);
    if (target.isEmpty()) {
      return Optional.of("the link " + href + " leads to no page of the site.");
    }
    Article page = target.get();
    if (!id.isEmpty() && !ids.get(page.page().output()).contains(id)) {
      return Optional.of(
          "the link " + href + " leads to nothing on the page " + page.page().output());
    }
    if (page != from) {
      link.attr(
          "href",
          relative(from.page().output(), page.page().output()) + (id.isEmpty() ? "" : "#" + id));
      if (Contents.standsIn(page, from.page().language())) {
        link.attr("hreflang", page.page().language().code());
      }
      if (link.text().equals(path) || link.text().equals(href)) {
        link.html(textFor(page, id));
      }
    }
    return Optional.empty();
  }

  private Optional<Article> target(Article from, String path) {
    String resolved = URI.create("/" + from.page().output()).resolve(path).getPath().substring(1);
    for (Language language : Language.values()) {
      // index.ja.adoc, as an author in an editor would link it, is ja/index.html here.
      resolved = resolved.replace("." + language.code() + ".html", ".html");
    }
    String original = resolved;
    Language here = from.page().language();
    if (here.isTranslation() && resolved.startsWith(here.folder())) {
      original = resolved.substring(here.folder().length());
    }
    String wanted = resolved;
    String instead = original;
    return contents.at(wanted).or(() -> contents.at(instead));
  }

  /** Returns what a link without words of its own says: the heading or term it leads to. */
  private static String textFor(Article page, String id) {
    Element target = id.isEmpty() ? null : page.body().getElementById(id);
    Element named = target == null ? null : target.closest("h2, h3, h4, dt");
    return named == null ? page.title() : Entities.escape(named.text());
  }

  /** Returns the way from one page to another. */
  static String relative(String from, String to) {
    String ups = "../".repeat((int) from.chars().filter(c -> c == '/').count());
    String[] a = from.split("/");
    String[] b = to.split("/");
    int same = 0;
    while (same < Math.min(a.length, b.length) - 1 && a[same].equals(b[same])) {
      same++;
    }
    return ups.substring(3 * same) + String.join("/", List.of(b).subList(same, b.length));
  }
}
