package example.elasticache.site.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import example.elasticache.site.convert.Article;
import example.elasticache.site.convert.Words;
import example.elasticache.site.source.Language;
import example.elasticache.site.source.Page;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** Writes an article as a whole page: with the theme around it and its neighbours beside it. */
final class PageWriter {
  static final String ALL = "all.html";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Contents contents;
  private final Template template;
  private final String beforePaint;
  private final String mark;
  private final UnaryOperator<String> editLink;

  /** The edit link leads from a page's output path to where its source can be edited. */
  PageWriter(Contents contents, Theme theme, UnaryOperator<String> editLink) {
    this.contents = contents;
    this.template = theme.page();
    this.beforePaint = theme.beforePaint();
    this.mark = theme.mark();
    this.editLink = editLink;
  }

  /** Returns the HTML of one page. */
  String page(Article article) {
    Page page = article.page();
    Words words = Words.of(page.language());
    Map<String, String> values = frame(page.language(), page.output());
    values.put("kind", page.isHome() ? "home" : page.isChapter() ? "chapter" : "page");
    values.put("title", article.title());
    values.put("head-title", headTitle(article, words));
    values.put("description", escape(article.description()));
    values.put("eyebrow", eyebrow(page, words));
    values.put("chapters", chapters(article));
    values.put("toc", toc(article, words));
    values.put("body", article.body().html());
    values.put("neighbours", neighbours(article, words));
    values.put("languages", languages(page.language(), page.output(), page::outputIn));
    values.put("edit", edit(page, words));
    return template.fill(values);
  }

  /** Returns the HTML of the page that holds the whole site. */
  String all(Language language, Element body) {
    Words words = Words.of(language);
    String output = language.folder() + ALL;
    Map<String, String> values = frame(language, output);
    values.put("kind", "all");
    values.put("title", words.get("all.title"));
    values.put("head-title", words.get("all.title") + " · " + words.get("site.title"));
    values.put("description", words.get("all.description"));
    values.put("eyebrow", "");
    values.put("chapters", chapters(language, output, null));
    values.put("toc", "");
    values.put("body", body.html());
    values.put("neighbours", "");
    values.put("languages", languages(language, output, other -> other.folder() + ALL));
    values.put("edit", "");
    return template.fill(values);
  }

  private Map<String, String> frame(Language language, String output) {
    Words words = Words.of(language);
    Map<String, String> values = new HashMap<>();
    words.all().forEach((key, word) -> values.put("word." + key, escape(word)));
    values.put("lang", language.code());
    values.put("root", Links.relative(output, ""));
    values.put("home", Links.relative(output, language.folder() + "index.html"));
    values.put("all", Links.relative(output, language.folder() + ALL));
    values.put("search-index", Links.relative(output, language.folder() + "search-index.js"));
    values.put("site-name", words.get("site.name"));
    values.put("search-keys", words.get("search.keys"));
    values.put("before-paint", beforePaint);
    values.put("mark", mark);
    values.put("words", json(words));
    return values;
  }

  private String edit(Page page, Words words) {
    return "<a href=\"%s\">%s</a>".formatted(editLink.apply(page.output()), words.get("page.edit"));
  }

  private static String headTitle(Article article, Words words) {
    return article.page().isHome()
        ? words.get("site.title")
        : escape(article.plainTitle()) + " · " + words.get("site.title");
  }

  private static String eyebrow(Page page, Words words) {
    return page.isChapter()
        ? "<p class=\"eyebrow\">"
            + words.get("chapter.number").formatted(page.key().substring(0, 2))
            + "</p>"
        : "";
  }

  private String chapters(Article article) {
    return chapters(article.page().language(), article.page().output(), article);
  }

  private String chapters(Language language, String output, Article current) {
    Words words = Words.of(language);
    var nav = new StringBuilder();
    for (Contents.Part part : Contents.Part.values()) {
      var entries = contents.inPart(part, language);
      if (!entries.isEmpty()) {
        String name = words.get("part." + part.name().toLowerCase(Locale.ROOT));
        nav.append("<p class=\"part\">").append(name).append("</p><ol>");
        for (Article entry : entries) {
          nav.append(chapter(entry, language, output, entry == current));
        }
        nav.append("</ol>");
      }
    }
    return nav.toString();
  }

  private static String chapter(Article entry, Language language, String from, boolean current) {
    Words words = Words.of(language);
    boolean standsIn = Contents.standsIn(entry, language);
    String number =
        entry.page().isChapter()
            ? "<span class=\"number\">" + entry.page().key().substring(0, 2) + "</span> "
            : "";
    String name = entry.page().isHome() ? words.get("part.home") : shortTitle(entry);
    return "<li><a href=\"%s\"%s%s>%s<span>%s</span></a></li>"
        .formatted(
            Links.relative(from, entry.page().output()),
            current ? " aria-current=\"page\"" : "",
            standsIn ? " lang=\"en\" hreflang=\"en\"" : "",
            number,
            name);
  }

  /** Returns the name of a page in lists, where its title may be too long. */
  static String shortTitle(Article article) {
    return escape(article.attribute("nav-title", article.plainTitle()));
  }

  private static String toc(Article article, Words words) {
    var headings = article.body().select("h2[id], h3[id]");
    headings.removeIf(heading -> heading.closest(".exercise") != null);
    if (headings.size() < 2) {
      return "";
    }
    String items =
        headings.stream()
            .map(
                heading ->
                    "<li class=\"%s\"><a href=\"#%s\">%s</a></li>"
                        .formatted(heading.normalName(), heading.id(), withoutLinks(heading)))
            .collect(Collectors.joining());
    return """
        <nav class="toc" aria-labelledby="toc-title">
        <p class="toc-title" id="toc-title">%1$s</p>
        <button type="button" class="toc-toggle" aria-expanded="false" aria-controls="toc-list">%1$s</button>
        <ol id="toc-list">%2$s</ol>
        </nav>"""
        .formatted(words.get("toc.title"), items);
  }

  private static String withoutLinks(Element heading) {
    Element copy = heading.clone();
    copy.select("a").unwrap();
    copy.select("sup").remove();
    return copy.html();
  }

  private String neighbours(Article article, Words words) {
    var links = new StringBuilder();
    contents
        .neighbour(article, -1)
        .ifPresent(other -> links.append(neighbour(article, other, "prev", words)));
    contents
        .neighbour(article, +1)
        .ifPresent(other -> links.append(neighbour(article, other, "next", words)));
    return links.toString();
  }

  private static String neighbour(Article article, Article other, String rel, Words words) {
    String lang =
        Contents.standsIn(other, article.page().language()) ? " lang=\"en\" hreflang=\"en\"" : "";
    return "<a class=\"%1$s\" rel=\"%1$s\" href=\"%2$s\"><span>%3$s</span><b%5$s>%4$s</b></a>"
        .formatted(
            rel,
            Links.relative(article.page().output(), other.page().output()),
            words.get("page." + rel),
            shortTitle(other),
            lang);
  }

  /** Links to the same page in the other languages, or to their first page where it is missing. */
  private String languages(Language language, String output, Function<Language, String> place) {
    var links = new StringBuilder();
    for (Language other : Language.values()) {
      String home = other.folder() + "index.html";
      if (other != language && contents.at(home).isPresent()) {
        String there = place.apply(other);
        boolean exists = there.endsWith(ALL) || contents.at(there).isPresent();
        links.append(
            "<a class=\"language\" href=\"%s\" lang=\"%2$s\" hreflang=\"%2$s\"%3$s>%4$s</a>"
                .formatted(
                    Links.relative(output, exists ? there : home),
                    other.code(),
                    exists ? " rel=\"alternate\"" : "",
                    other.label()));
      }
    }
    return links.toString();
  }

  private static String json(Words words) {
    Map<String, String> script = new TreeMap<>();
    words
        .all()
        .forEach(
            (key, word) -> {
              if (key.startsWith("script.")) {
                script.put(key.substring("script.".length()), word);
              }
            });
    try {
      return JSON.writeValueAsString(script).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String escape(String text) {
    return Entities.escape(Jsoup.parseBodyFragment(text).text()).replace("\"", "&quot;");
  }
}
