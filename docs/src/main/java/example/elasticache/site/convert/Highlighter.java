package example.elasticache.site.convert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Colours code: comments, strings, keywords and the names that are declared, and nothing else.
 *
 * <p>A language is one pattern; the name of the group that matches is the class of the token.
 */
final class Highlighter {
  private static final String STRING =
      "(?<string>\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*')";
  private static final String NUMBER = "(?<number>\\b\\d[\\w.]*\\b)";
  private static final String HASH_COMMENT = "(?<comment>(?<![^\\s])#[^\n]*)";

  private static final String JAVA_WORDS =
      "abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else|enum"
          + "|extends|false|final|finally|float|for|if|implements|import|instanceof|int|interface|long"
          + "|native|new|null|package|private|protected|public|return|short|static|super|switch"
          + "|synchronized|this|throw|throws|transient|true|try|void|volatile|while";

  /** Words that are keywords only where something follows that they can introduce. */
  private static final String JAVA_WORDS_IN_CONTEXT =
      "var(?= +\\w)|record(?= +[A-Z])|(?:non-)?sealed(?= +[a-z])|permits(?= +[A-Z])"
          + "|yield(?= +[\\w\"(!])|(?<=[\\w)] )when(?= +[\\w!(])";

  private static final String JAVA_DECLARED =
      "(?<=\\b(?:class|interface|enum|record) )\\w+"
          + "|(?<=[\\w\\]>]> |[\\w\\]] )(?<!\\b(?:return|new|throw|else|case|yield|assert) )\\w+(?=\\()";

  private static final String SQL_WORDS =
      "create|table|select|insert|update|delete|from|into|values|where|set|on|duplicate|key|primary"
          + "|not|null|and|or|as|if|exists|default|order|by|limit|join|drop|index|unique|engine";

  private static final Map<String, Pattern> LANGUAGES = new HashMap<>();

  static {
    language(
        "java",
        "(?<comment>/\\*[\\s\\S]*?\\*/|//[^\n]*)",
        "(?<block>\"\"\"[\\s\\S]*?(?<!\\\\)\"\"\")",
        STRING,
        "(?<mark>@(?!interface\\b)\\w[\\w.]*)",
        "(?<keyword>\\b(?:" + JAVA_WORDS + ")\\b|\\b(?:" + JAVA_WORDS_IN_CONTEXT + "))",
        "(?<declared>" + JAVA_DECLARED + ")",
        NUMBER);
    language(
        "xml",
        "(?<comment><!--[\\s\\S]*?-->)",
        "(?<keyword></?[\\w:.-]+|[/?]?>)",
        "(?<mark>[\\w:.-]+(?=\"?=\"))",
        STRING);
    language("json", "(?<keyword>\"[^\"\n]*\"(?=\\s*:)|\\b(?:true|false|null)\\b)", STRING, NUMBER);
    language("yaml", HASH_COMMENT, "(?<keyword>(?m)^[ -]*[\\w.-]+(?=:))", STRING, NUMBER);
    language("properties", "(?<comment>(?m)^[#!][^\n]*)", "(?<keyword>(?m)^[\\w.-]+(?=\\s*=))");
    language(
        "sql",
        "(?<comment>--[^\n]*)",
        STRING,
        "(?<keyword>(?i)\\b(?:" + SQL_WORDS + ")\\b)",
        NUMBER);
    language("shell", HASH_COMMENT, STRING, "(?<keyword>(?<=\\s)--?[a-zA-Z][\\w-]*)");
    language(
        "console",
        "(?<prompt>(?m)^\\$ )",
        "(?<output>(?m)(?<!\\\\\n)^(?!\\$ )[^\n]+)",
        HASH_COMMENT,
        STRING,
        "(?<keyword>(?<=\\s)--?[a-zA-Z][\\w-]*)");
    LANGUAGES.put("bash", LANGUAGES.get("shell"));
    LANGUAGES.put("sh", LANGUAGES.get("shell"));
  }

  private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-z]+)>");

  private static void language(String name, String... tokens) {
    LANGUAGES.put(name, Pattern.compile(String.join("|", tokens)));
  }

  /** The number of a callout goes through the pattern as one letter that no code has. */
  private static final char CALLOUT = '\uE000';

  private static final Pattern CALLOUTS = Pattern.compile("[\uE001-\uE0FF]");

  /** Colours an element that holds text and numbers of callouts; anything else stays as it is. */
  static void colour(Element code, String language) {
    Pattern pattern = LANGUAGES.get(language);
    if (pattern != null && code.children().stream().allMatch(child -> child.is(".conum"))) {
      code.html(withCallouts(colour(textOf(code), pattern)));
    }
  }

  private static String textOf(Element code) {
    var text = new StringBuilder();
    for (Node node : code.childNodes()) {
      if (node instanceof TextNode words) {
        text.append(words.getWholeText());
      } else {
        text.append((char) (CALLOUT + Integer.parseInt(node.attr("data-number"))));
      }
    }
    return text.toString();
  }

  private static String withCallouts(String html) {
    return CALLOUTS
        .matcher(html)
        .replaceAll(
            callout -> {
              int number = callout.group().charAt(0) - CALLOUT;
              return "<i class=\"conum\" data-number=\"" + number + "\"></i>";
            });
  }

  private static String colour(String text, Pattern pattern) {
    List<String> kinds = GROUP.matcher(pattern.pattern()).results().map(g -> g.group(1)).toList();
    var html = new StringBuilder();
    Matcher token = pattern.matcher(text);
    int end = 0;
    while (token.find()) {
      String kind = kinds.stream().filter(k -> token.group(k) != null).findFirst().orElseThrow();
      html.append(Entities.escape(text.substring(end, token.start())))
          .append("<span class=\"")
          .append(kind)
          .append("\">")
          .append(Entities.escape(token.group()))
          .append("</span>");
      end = token.end();
    }
    return html.append(Entities.escape(text.substring(end))).toString();
  }

  private Highlighter() {}
}
