package example.elasticache.site.publish;

import example.elasticache.site.convert.Article;
import example.elasticache.site.source.Language;
import example.elasticache.site.source.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The order of the site: its parts, and the pages in each. */
public final class Contents {

  /** What the pages are grouped by; a page names its part in its header. */
  public enum Part {
    START,
    CHAPTERS,
    WORKSHOP,
    REFERENCE;

    static Part of(Article article) {
      String name = article.page().isChapter() ? "chapters" : article.attribute("part", "start");
      return Arrays.stream(values())
          .filter(part -> part.name().equalsIgnoreCase(name))
          .findFirst()
          .orElse(REFERENCE);
    }
  }

  private static final Comparator<Article> READING_ORDER =
      Comparator.comparing((Article article) -> !article.page().isHome())
          .thenComparing(Part::of)
          .thenComparing(article -> article.attribute("order", "50"))
          .thenComparing(article -> article.page().key());

  private final Map<String, Article> byOutput = new HashMap<>();
  private final List<Article> originals = new ArrayList<>();
  private final List<Article> articles;

  /** Takes the articles in every language. */
  public Contents(List<Article> articles) {
    this.articles = List.copyOf(articles);
    for (Article article : articles) {
      byOutput.put(article.page().output(), article);
      if (!article.page().language().isTranslation()) {
        originals.add(article);
      }
    }
    originals.sort(READING_ORDER);
  }

  /** Returns all articles, in every language. */
  public List<Article> articles() {
    return articles;
  }

  /** Returns the article at a place in the site. */
  public Optional<Article> at(String output) {
    return Optional.ofNullable(byOutput.get(output));
  }

  /** Returns the page in that language, if it exists in it. */
  public Optional<Article> in(Language language, Page page) {
    return at(page.outputIn(language));
  }

  /** Returns the pages in reading order; one without a translation stands there as the original. */
  public List<Article> inOrder(Language language) {
    return originals.stream().map(original -> in(language, original)).toList();
  }

  /** Returns the pages of one part in reading order. */
  public List<Article> inPart(Part part, Language language) {
    // The order is the original's: a translation need not repeat it.
    return originals.stream()
        .filter(original -> Part.of(original) == part)
        .map(original -> in(language, original))
        .toList();
  }

  /** Returns the page that is some steps further in reading order, if there is one. */
  public Optional<Article> neighbour(Article article, int steps) {
    List<Article> order = inOrder(article.page().language());
    int index = order.indexOf(article) + steps;
    return index >= 0 && index < order.size() ? Optional.of(order.get(index)) : Optional.empty();
  }

  private Article in(Language language, Article original) {
    return in(language, original.page()).orElse(original);
  }

  /** Returns whether an entry stands in for a translation that is missing. */
  public static boolean standsIn(Article entry, Language language) {
    return entry.page().language() != language;
  }
}
