package example.elasticache.site.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.site.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagramTest {
  private static final String SEQUENCE =
      """
      participant app
      participant cache <<cache>>
      database store <<store>>
      app -> cache : get
      alt hit
      cache --> app : the copy
      else miss
      app -> store : SELECT
      end
      note over app : done
      """;
  private static final String COMPONENTS =
      """
      rectangle app
      database store <<store>>
      app --> store : SELECT
      """;

  @ParameterizedTest
  @ValueSource(strings = {SEQUENCE, COMPONENTS})
  void everyColourIsOneOfTheTheme(String source) {
    String svg = Diagram.svg(source, "alt");

    assertThat(svg).contains("var(--store)").doesNotContainPattern("(?i)#[0-9a-f]{6}\\b");
  }

  @Test
  void storeAndCacheHaveTheirColoursByName() {
    assertThat(Diagram.svg("participant \"MySQL\" as db\ndb -> db : x", "alt"))
        .contains("var(--store)");
    assertThat(Diagram.svg("participant cache\ncache -> cache : x", "alt"))
        .contains("var(--cache)");
    assertThat(Diagram.svg("participant app\napp -> app : x", "alt"))
        .doesNotContain("var(--cache)", "var(--store)");
  }

  @Test
  void drawingIsTheSameEachTime() {
    assertThat(Diagram.svg(SEQUENCE, "alt")).isEqualTo(Diagram.svg(SEQUENCE, "alt"));
  }

  @Test
  void twoDrawingsOnAPageShareNoId() {
    assertThat(Diagram.svg(SEQUENCE, "alt")).doesNotContainPattern("\\bid=");
  }

  @Test
  void saysWhatItShowsToThoseWhoDoNotSeeIt() {
    assertThat(Diagram.svg(COMPONENTS, "App \"asks\" store"))
        .contains("role=\"img\"")
        .contains("aria-label=\"App &quot;asks&quot; store\"");
  }

  @Test
  void sourceThatIsNoDiagramIsRefused() {
    assertThatThrownBy(() -> Diagram.svg("app ->->-> cache ((", "alt"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("does not understand");
  }
}
