package example.elasticache.site.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighlighterTest {

  @Test
  void newerWordsOfJavaAreKeywordsWhereTheyAreMeantAsSuch() {
    Element code =
        coloured(
            "java",
            """
            public sealed interface Copy permits Present, Absent {}
            record Present(String value) implements Copy {}
            non-sealed class Absent implements Copy {}
            var size = switch (copy) {
              case Present p when p.value().isEmpty() -> 0;
              default -> { yield 1; }
            };
            """);

    assertThat(tokens(code, "keyword"))
        .contains("sealed", "permits", "record", "non-sealed", "var", "when", "yield");
  }

  @Test
  void theSameWordsAsNamesStayNames() {
    Element code =
        coloured("java", "record.when(yield, permits); sealed = var; record = when + 1;");

    assertThat(tokens(code, "keyword")).isEmpty();
  }

  @Test
  void namesStandOutWhereTheyAreDeclaredOnly() {
    Element code =
        coloured(
            "java",
            """
            public final class Reader {
              Optional<List<String>> read(int[] ids) {
                run(() -> fetch(ids));
                return fetch(new Key("a"));
              }
            }
            """);

    assertThat(tokens(code, "declared")).containsExactly("Reader", "read");
  }

  @Test
  void commentsAndStringsHoldNoOtherTokens() {
    Element code =
        coloured(
            "java",
            """
            /** Returns null for "nothing". */
            // if (true) return;
            String s = "// not a comment, \\" either";
            String t = \"""
                public "class" // still text
                \""";
            char quote = '"';
            """);

    assertThat(tokens(code, "comment"))
        .containsExactly("/** Returns null for \"nothing\". */", "// if (true) return;");
    assertThat(tokens(code, "string")).containsExactly("\"// not a comment, \\\" either\"", "'\"'");
    assertThat(tokens(code, "block")).hasSize(1);
  }

  @Test
  void consoleTellsWhatWasTypedFromWhatWasPrinted() {
    Element code =
        coloured(
            "console",
            "$ aws elasticache create \\\n    --engine valkey # free\nDone --now\n$ mvn -q");

    assertThat(tokens(code, "prompt")).containsExactly("$ ", "$ ");
    assertThat(tokens(code, "output")).containsExactly("Done --now");
    assertThat(tokens(code, "comment")).containsExactly("# free");
    assertThat(tokens(code, "keyword")).containsExactly("--engine", "-q");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xml        | <a b=\"c\">d</a>       | keyword | <a, >, </a, >",
        "json       | {\"a\": true, \"b\": 1} | keyword | \"a\", true, \"b\"",
        "properties | a.b=c                 | keyword | a.b",
        "yaml       | a: 1 # one            | comment | # one",
        "sql        | SELECT 1 -- one       | keyword | SELECT",
        "sh         | ls -la \"x y\"         | string  | \"x y\""
      })
  void otherLanguagesHaveTheirTokens(String language, String text, String kind, String expected) {
    assertThat(String.join(", ", tokens(coloured(language, text), kind))).isEqualTo(expected);
  }

  @Test
  void textStaysTheSameWhateverItIs() {
    String text = "a < b && c > \"d\" /* <e> */ é 写し\n\t'";

    for (String language : List.of("java", "xml", "console", "json", "sql", "yaml", "unknown")) {
      assertThat(coloured(language, text).wholeText()).isEqualTo(text);
    }
  }

  private static Element coloured(String language, String text) {
    Element code = new Element("code").appendText(text);
    Highlighter.colour(code, language);
    return code;
  }

  private static List<String> tokens(Element code, String kind) {
    return code.select("span." + kind).stream().map(Element::wholeText).toList();
  }
}
