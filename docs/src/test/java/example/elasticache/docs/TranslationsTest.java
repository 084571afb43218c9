package example.elasticache.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import example.elasticache.site.source.Checksum;
import example.elasticache.site.source.Language;
import example.elasticache.site.source.Page;
import example.elasticache.site.source.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A translation that records the checksum of its original shows what the original shows.
 *
 * <p>One whose original has changed since is only reported, by the build: its author can go on.
 */
class TranslationsTest {
  private static final List<Page> PAGES = new Project(Path.of("..")).pages();

  /** What a page shows beside its prose. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "fact:[a-z0-9-]+\\[]|include::.+|transcript::.+|exercises?::\\S+|chart::[a-z0-9-]+"
              + "|(?<!\\$)\\{[a-z][a-z0-9-]*}");

  private static final Pattern FACT =
      Pattern.compile("(?ms)^\\* \\[\\[(fact-[a-z0-9-]+)]](.*?)(?=^\\* |^\\[#|\\z)");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");

  @Test
  void messagesAreNotTranslated() {
    for (Page page : PAGES) {
      if (page.key().equals("errors")) {
        assertThat(new ArrayList<>(ErrorsPage.entries(page.language()).entrySet()))
            .as("the messages of the page in %s", page.language())
            .containsExactlyElementsOf(ErrorsPage.entries().entrySet());
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> theSameIsShown() {
    return translations()
        .map(page -> dynamicTest(page.output(), () -> assertShowsTheSame(page, original(page))));
  }

  @TestFactory
  Stream<DynamicTest> factsAreTheSame() {
    return translations()
        .filter(page -> page.key().equals(Page.SOURCES))
        .map(page -> dynamicTest(page.output(), () -> assertSameFacts(page, original(page))));
  }

  private static void assertShowsTheSame(Page translation, Page original) {
    assertThat(shown(translation)).containsExactlyInAnyOrderElementsOf(shown(original));
  }

  private static void assertSameFacts(Page translation, Page original) {
    Map<String, String> translated = facts(translation);
    Map<String, String> facts = facts(original);
    assertThat(new ArrayList<>(translated.keySet())).containsExactlyElementsOf(facts.keySet());
    facts.forEach(
        (id, text) -> {
          assertThat(numbers(translated.get(id)))
              .as("numbers of %s", id)
              .containsAll(numbers(text));
          assertThat(translated.get(id).contains(".second-hand"))
              .as("%s is second-hand", id)
              .isEqualTo(text.contains(".second-hand"));
        });
  }

  private static Stream<Page> translations() {
    return PAGES.stream()
        .filter(page -> page.language().isTranslation())
        .filter(
            page -> read(page).contains(":translates: " + Checksum.of(original(page).source())));
  }

  private static Page original(Page translation) {
    return PAGES.stream()
        .filter(page -> page.key().equals(translation.key()))
        .filter(page -> page.language() == Language.ENGLISH)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> shown(Page page) {
    return SHOWN.matcher(read(page)).results().map(MatchResult::group).toList();
  }

  private static Map<String, String> facts(Page page) {
    Map<String, String> facts = new LinkedHashMap<>();
    FACT.matcher(read(page)).results().forEach(fact -> facts.put(fact.group(1), fact.group(2)));
    return facts;
  }

  /** Returns the numbers of a text, those of its dates without leading zeros. */
  private static List<String> numbers(String text) {
    return NUMBER
        .matcher(text)
        .results()
        .map(number -> number.group().replaceFirst("^0(?=\\d)", ""))
        .toList();
  }

  private static String read(Page page) {
    try {
      return Files.readString(page.source());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
