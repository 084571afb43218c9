package example.elasticache.site.convert;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.site.source.Language;
import java.util.List;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Options;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is mended in the HTML that Asciidoctor writes. */
class MarkupTest {
  private static Asciidoctor asciidoctor;

  @BeforeAll
  static void warmUp() {
    asciidoctor = Asciidoctor.Factory.create();
  }

  @AfterAll
  static void stop() {
    asciidoctor.shutdown();
  }

  @Test
  void numbersOfCalloutsAreNoPartOfTheCode() {
    Element body =
        mended(
            """
            [source,yaml]
            ----
            port: 6379 # <1>
            tls: true <2>
            ----
            <1> The port.
            <2> Always.
            """);

    assertThat(body.expectFirst("pre").wholeText().lines().map(String::stripTrailing))
        .containsExactly("port: 6379", "tls: true");
    assertThat(body.select("pre .conum").eachAttr("data-number")).isEqualTo(List.of("1", "2"));
  }

  @Test
  void headingIsReadWithoutTheLinkBesideIt() {
    Element body = mended("[#one]\n== The first\n\nText.\n");

    assertThat(body.expectFirst("h2").text()).isEqualTo("The first");
    Element link = body.expectFirst(".heading > a");
    assertThat(link.attr("href")).isEqualTo("#one");
    assertThat(link.attr("aria-label")).isEqualTo("Link to the section “The first”");
  }

  @Test
  void hyphenStaysAtItsOption() {
    Element code = mended("Run `mvn -pl a-b --all \"<x>\"`.\n").expectFirst("code");

    assertThat(code.text()).isEqualTo("mvn -pl a-b --all \"<x>\"");
    assertThat(code.select(".option").eachText()).containsExactly("-p", "--a");
  }

  @Test
  void noteIsNoTable() {
    Element body = mended("NOTE: Take *care*.\n");

    assertThat(body.select("table")).isEmpty();
    assertThat(body.expectFirst("[role=note]").text()).isEqualTo("Note Take care.");
  }

  @Test
  void headerCellsOfTablesSayWhatTheyHead() {
    Element body = mended("[%header,cols=\"1h,1\"]\n|===\n|a |b\n\n|c |d\n|===\n");

    assertThat(body.select("th").eachAttr("scope")).containsExactly("col", "col", "row");
  }

  private static Element mended(String asciidoc) {
    String html = asciidoctor.convert(asciidoc, Options.builder().standalone(false).build());
    Element body = Jsoup.parseBodyFragment(html).body();
    Markup.mend(body, Language.ENGLISH);
    return body;
  }
}
