package example.elasticache.site.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {

  @ParameterizedTest
  @CsvSource({
    "index.html, glossary.html, glossary.html",
    "index.html, 01-demo/index.html, 01-demo/index.html",
    "01-demo/index.html, glossary.html, ../glossary.html",
    "01-demo/index.html, 02-other/index.html, ../02-other/index.html",
    "ja/index.html, index.html, ../index.html",
    "ja/01-demo/index.html, 01-demo/index.html, ../../01-demo/index.html",
    "ja/01-demo/index.html, ja/glossary.html, ../glossary.html",
    "ja/01-demo/index.html, '', ../../",
    "index.html, '', ''"
  })
  void wayFromOnePageToAnother(String from, String to, String way) {
    assertThat(Links.relative(from, to)).isEqualTo(way);
  }
}
