package example.elasticache.site.convert;

import example.elasticache.site.check.Problem;
import example.elasticache.site.source.Page;
import example.elasticache.site.source.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.StructuralNode;

/** The listings of one page: each names the file it comes from, and Java comes from no page. */
final class Listings {
  private static final Pattern INCLUDE = Pattern.compile("include::.*?([^/\\[]+)\\[.*]\\s*");

  private final List<StructuralNode> blocks;
  private final List<String> source;
  private final String name;

  private Listings(List<StructuralNode> blocks, List<String> source, String name) {
    this.blocks = blocks;
    this.source = source;
    this.name = name;
  }

  static Listings of(Document document, Page page, Project project) {
    try {
      return new Listings(
          document.findBy(Map.of("context", ":listing", "style", "source")),
          Files.readAllLines(page.source()),
          project.name(page.source()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Titles each included listing that has none, and reports Java that was typed into the page. */
  void nameAndCheck(List<Problem> problems) {
    for (StructuralNode block : blocks) {
      if (block.hasRole(ExerciseMacro.FROM_EXERCISE)) {
        continue;
      }
      int line = block.getSourceLocation().getLineNumber();
      Optional<String> file = includedBy(line);
      if (file.isPresent() && block.getTitle() == null) {
        block.setTitle(file.get());
      }
      if (file.isEmpty() && "java".equals(block.getAttribute("language"))) {
        problems.add(
            new Problem(
                name + ":" + line,
                "Java typed into the page. Include it from code that is compiled and tested."));
      }
    }
  }

  /** Returns the file that the listing consists of, if its first line includes one. */
  private Optional<String> includedBy(int line) {
    int delimiter = line - 1;
    while (delimiter < source.size() && !source.get(delimiter).matches("-{4,}|\\.{4,}")) {
      delimiter++;
    }
    if (delimiter + 1 >= source.size()) {
      return Optional.empty();
    }
    Matcher include = INCLUDE.matcher(source.get(delimiter + 1));
    return include.matches() ? Optional.of(include.group(1)) : Optional.empty();
  }
}
