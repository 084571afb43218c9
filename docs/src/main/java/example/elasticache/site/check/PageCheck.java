package example.elasticache.site.check;

import example.elasticache.site.convert.Article;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What a page needs on its own, before one looks at where it leads. */
public final class PageCheck {
  private static final List<String> PARTS = List.of("start", "workshop", "reference");

  /** Returns what is wrong with one article. */
  public static List<Problem> of(Article article, String where) {
    List<Problem> problems = new ArrayList<>();
    if (article.title().isBlank()) {
      problems.add(new Problem(where, "no title. The first line of a page is \"= Title\"."));
    }
    if (article.description().isBlank()) {
      problems.add(
          new Problem(where, "no description. Add a line \":description: …\" to its header."));
    }
    String part = article.attribute("part", "start");
    if (!PARTS.contains(part)) {
      problems.add(new Problem(where, "the part " + part + " is none of " + PARTS + "."));
    }
    Set<String> ids = new HashSet<>();
    for (Element element : article.body().select("[id]")) {
      if (!ids.add(element.id())) {
        problems.add(new Problem(where, "the id " + element.id() + " is there twice."));
      }
    }
    for (Element image : article.body().select("img")) {
      if (!hasAlt(image)) {
        problems.add(new Problem(where, "the image " + image.attr("src") + " has no alt text."));
      }
    }
    return problems;
  }

  /** Asciidoctor makes an alt text from the name of the file, which tells nobody anything. */
  private static boolean hasAlt(Element image) {
    String file = image.attr("src").replaceAll(".*/", "").replaceAll("\\.[^.]*$", "");
    String alt = image.attr("alt");
    return !alt.isBlank() && !alt.equals(file.replace('_', ' ').replace('-', ' '));
  }

  private PageCheck() {}
}
