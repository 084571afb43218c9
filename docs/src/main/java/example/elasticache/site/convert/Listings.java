package example.elasticache.site.convert;

import example.elasticache.site.check.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.StructuralNode;

/**
 * The listings of one page, as its source has them.
 *
 * <p>They are read from the source because Asciidoctor no longer knows, once it has parsed a page,
 * what came from an include.
 */
final class Listings {
  private static final Pattern SOURCE = Pattern.compile("\\[(?:source)?,\\s*(\\w+).*]\\s*");
  private static final Pattern FENCE = Pattern.compile("(-{4,}|\\.{4,})\\s*");
  private static final Pattern INCLUDE = Pattern.compile("include::.*?([^/\\[]+)\\[.*]\\s*");

  /**
   * One listing.
   *
   * @param line where it starts, counted from 1
   */
  private record Listing(int line, String language, List<String> lines) {

    Optional<String> includedFile() {
      return lines.stream()
          .map(INCLUDE::matcher)
          .filter(Matcher::matches)
          .map(include -> include.group(1))
          .findFirst();
    }

    boolean isTyped() {
      return lines.stream().anyMatch(line -> !line.isBlank() && !INCLUDE.matcher(line).matches());
    }
  }

  private final List<Listing> listings = new ArrayList<>();

  /** Takes the lines of the page's source. */
  Listings(List<String> source) {
    for (int at = 0; at < source.size(); at++) {
      Matcher language = SOURCE.matcher(source.get(at));
      if (language.matches()) {
        read(source, at, language.group(1)).ifPresent(listings::add);
      }
    }
  }

  private static Optional<Listing> read(List<String> source, int start, String language) {
    int open = start + 1;
    // A title may stand between the attributes and the fence.
    while (open < source.size() && source.get(open).startsWith(".") && !isFence(source.get(open))) {
      open++;
    }
    if (open >= source.size() || !isFence(source.get(open))) {
      return Optional.empty();
    }
    String fence = source.get(open).strip();
    int close = open + 1;
    while (close < source.size() && !source.get(close).strip().equals(fence)) {
      close++;
    }
    return Optional.of(new Listing(start + 1, language, source.subList(open + 1, close)));
  }

  private static boolean isFence(String line) {
    return FENCE.matcher(line).matches();
  }

  /** Returns a problem for each listing of Java that was typed instead of included. */
  List<Problem> check(String where) {
    return listings.stream()
        .filter(listing -> listing.language.equals("java") && listing.isTyped())
        .map(
            listing ->
                new Problem(
                    where + ":" + listing.line,
                    "Java typed into the page. Include it from code that is compiled and tested."))
        .toList();
  }

  /** Puts the name of the file over each included listing that has no title. */
  void name(Document document) {
    List<StructuralNode> blocks =
        document.findBy(Map.of("context", ":listing", "style", "source")).stream()
            .filter(block -> !block.hasRole(ExerciseMacro.FROM_EXERCISE))
            .toList();
    // A page that builds its listings by conditions keeps them without names.
    if (blocks.size() != listings.size()) {
      return;
    }
    for (int i = 0; i < blocks.size(); i++) {
      StructuralNode block = blocks.get(i);
      if (block.getTitle() == null) {
        listings.get(i).includedFile().ifPresent(block::setTitle);
      }
    }
  }
}
