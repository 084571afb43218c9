package example.elasticache.site.convert;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Joins the lines of Japanese prose: between its sentences stands no blank. */
final class JapaneseText {
  private static final String JAPANESE =
      "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\u3000-\\u303F\\uFF00-\\uFFEF]";
  private static final Pattern LINE_BREAK =
      Pattern.compile("(?<=%1$s)\\s*\\n\\s*|\\s*\\n\\s*(?=%1$s)".formatted(JAPANESE));

  /** Removes the line breaks of the source that a browser would show as a blank. */
  static void joinLines(Element body) {
    body.traverse(
        (node, depth) -> {
          if (node instanceof TextNode text && !inPreformatted(text)) {
            text.text(LINE_BREAK.matcher(text.getWholeText()).replaceAll(""));
          }
        });
  }

  private static boolean inPreformatted(TextNode text) {
    Element parent = text.parent();
    return parent != null && parent.closest("pre, svg, script") != null;
  }

  private JapaneseText() {}
}
