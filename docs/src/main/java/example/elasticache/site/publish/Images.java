package example.elasticache.site.publish;

import example.elasticache.site.check.Problem;
import example.elasticache.site.convert.Article;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** The pictures of a page: they lie beside its source and are copied beside its output. */
final class Images {

  static List<Problem> check(Article article, String where) {
    List<Problem> problems = new ArrayList<>();
    for (Element image : of(article)) {
      if (!Files.isRegularFile(source(article, image))) {
        problems.add(new Problem(where, "the image " + image.attr("src") + " is missing."));
      }
    }
    return problems;
  }

  static void copy(Article article, Path out) {
    for (Element image : of(article)) {
      Path folder = out.resolve(article.page().output()).getParent();
      Output.copy(source(article, image), folder.resolve(image.attr("src")));
    }
  }

  private static List<Element> of(Article article) {
    return article.body().select("img[src]:not([src~=^(https?|data):])");
  }

  private static Path source(Article article, Element image) {
    return article.page().source().resolveSibling(image.attr("src"));
  }

  private Images() {}
}
