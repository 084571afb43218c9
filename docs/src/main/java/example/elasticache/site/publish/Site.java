package example.elasticache.site.publish;

import example.elasticache.site.check.PageCheck;
import example.elasticache.site.check.Problem;
import example.elasticache.site.convert.Article;
import example.elasticache.site.convert.Converter;
import example.elasticache.site.source.Language;
import example.elasticache.site.source.Page;
import example.elasticache.site.source.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** Builds the site: converts every page, checks all of them together, and writes what passes. */
public final class Site {
  private final Project project;
  private final Converter converter;
  private final Theme theme;
  private final Path out;
  private final String editBase;
  private final Map<Page, Article> converted = new HashMap<>();

  /**
   * The edit base is put before the path of a source file; empty, the edit link leads to the file
   * on this machine.
   */
  public Site(Project project, Converter converter, Path out, String editBase) {
    this.project = project;
    this.converter = converter;
    this.theme = new Theme(project.themeFolder());
    this.out = out;
    this.editBase = editBase;
  }

  /** What came of a build: nothing was written if there are problems. */
  public record Result(List<Page> pages, List<Problem> problems, List<String> translations) {}

  /** Builds everything. */
  public Result build() {
    converted.clear();
    return build(project.pages());
  }

  /** Builds again after some files have changed; where only pages have, the others are kept. */
  public Result rebuild(Set<Path> changed) {
    List<Page> pages = project.pages();
    Set<Path> sources = pages.stream().map(Page::source).collect(Collectors.toSet());
    if (sources.containsAll(changed)) {
      converted.keySet().removeIf(page -> changed.contains(page.source()));
    } else {
      converted.clear();
    }
    return build(pages);
  }

  private Result build(List<Page> pages) {
    converted.keySet().retainAll(pages);
    // Links are drawn into a copy: the next build starts from the article as it was converted.
    List<Article> articles =
        pages.stream()
            .map(page -> converted.computeIfAbsent(page, converter::convert).copy())
            .toList();
    var contents = new Contents(articles);
    List<Problem> problems = check(contents);
    if (problems.isEmpty()) {
      write(contents);
    }
    return new Result(pages, problems, Translations.report(contents));
  }

  private List<Problem> check(Contents contents) {
    List<Problem> problems = new ArrayList<>();
    var facts = new Facts(contents);
    for (Article article : contents.articles()) {
      problems.addAll(facts.draw(article, where(article)));
    }
    var links = new Links(contents);
    for (Article article : contents.articles()) {
      String where = where(article);
      problems.addAll(article.problems());
      problems.addAll(PageCheck.of(article, where));
      problems.addAll(Images.check(article, where));
      problems.addAll(links.draw(article, where));
    }
    return problems;
  }

  private void write(Contents contents) {
    theme.writeTo(out.resolve("assets"));
    Output.write(out.resolve("progress.js"), Progress.script(project.root()));
    var writer = new PageWriter(contents, theme, editLink(contents));
    Map<Path, String> pages = new HashMap<>();
    for (Article article : contents.articles()) {
      pages.put(out.resolve(article.page().output()), writer.page(article));
      Images.copy(article, out);
    }
    for (Language language : Language.values()) {
      if (contents.at(language.folder() + "index.html").isPresent()) {
        Path folder = out.resolve(language.folder());
        Output.write(folder.resolve("search-index.js"), SearchIndex.script(contents, language));
        Element all = new SinglePage(contents, language).body();
        pages.put(folder.resolve(PageWriter.ALL), writer.all(language, all));
      }
    }
    pages.forEach(Output::write);
    Output.deletePagesBeside(pages.keySet(), out);
  }

  private UnaryOperator<String> editLink(Contents contents) {
    return output -> {
      Path source = contents.at(output).orElseThrow().page().source();
      return editBase.isEmpty()
          ? out.resolve(output).getParent().relativize(source).toString().replace('\\', '/')
          : editBase + project.name(source);
    };
  }

  private String where(Article article) {
    return project.name(article.page().source());
  }
}
