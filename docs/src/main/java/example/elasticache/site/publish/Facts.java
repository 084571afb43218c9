package example.elasticache.site.publish;

import example.elasticache.site.check.Problem;
import example.elasticache.site.convert.Article;
import example.elasticache.site.convert.Words;
import example.elasticache.site.source.Language;
import example.elasticache.site.source.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** Numbers the facts on the sources page and draws the small links that lead there. */
final class Facts {
  private static final String PREFIX = "fact-";
  private static final String SECOND_HAND = "second-hand";

  private record Entry(int number, boolean secondHand) {}

  private final Map<String, Entry> entries = new HashMap<>();

  /** Takes the entries from the original sources page; a translation numbers the same ids alike. */
  Facts(Contents contents) {
    List<Article> pages =
        contents.articles().stream()
            .filter(article -> article.page().key().equals(Page.SOURCES))
            .sorted(Comparator.comparing(article -> article.page().language()))
            .toList();
    for (Article article : pages) {
      for (Element anchor : article.body().select("[id^=" + PREFIX + "]")) {
        Element entry = entryOf(anchor).addClass("fact-entry");
        boolean secondHand =
            entry.hasClass(SECOND_HAND) || !entry.select("." + SECOND_HAND).isEmpty();
        if (secondHand) {
          entry.addClass(SECOND_HAND);
        }
        String id = anchor.id().substring(PREFIX.length());
        if (!article.page().language().isTranslation()) {
          entries.put(id, new Entry(entries.size() + 1, secondHand));
        }
        if (entries.containsKey(id)) {
          entry.attr("data-number", Integer.toString(entries.get(id).number));
        }
      }
    }
  }

  /** Draws the links of one article. */
  List<Problem> draw(Article article, String where) {
    List<Problem> problems = new ArrayList<>();
    Language language = article.page().language();
    Words words = Words.of(language);
    for (Element mark : article.body().select("sup.fact")) {
      String id = mark.attr("data-fact");
      Entry entry = entries.get(id);
      if (entry == null) {
        problems.add(
            new Problem(
                where, "fact:" + id + "[] has no entry [[fact-" + id + "]] in sources.adoc."));
        continue;
      }
      mark.removeAttr("data-fact");
      if (entry.secondHand) {
        mark.addClass(SECOND_HAND);
      }
      String label = words.get(entry.secondHand ? "fact.second-hand" : "fact.source");
      mark.appendElement("a")
          .attr("href", article.page().upToLanguage() + Page.SOURCES + ".html#" + PREFIX + id)
          .attr("aria-label", label.formatted(entry.number))
          .attr("title", label.formatted(entry.number))
          .text(entry.number + (entry.secondHand ? "†" : ""));
    }
    return problems;
  }

  private static Element entryOf(Element anchor) {
    Element entry = anchor.closest("li, tr, dd, .paragraph");
    return entry == null ? anchor : entry;
  }
}
