package example.elasticache.site.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JapaneseTextTest {

  @ParameterizedTest
  @CsvSource({
    "<p>一文目です。|二文目です。</p>, <p>一文目です。二文目です。</p>",
    "<p>一文目です。<sup>1</sup>|二文目です。</p>, <p>一文目です。<sup>1</sup>二文目です。</p>",
    "<p>これは|<code>GET</code>です。</p>, <p>これは<code>GET</code>です。</p>",
    "<p>Redis OSS|and Valkey</p>, <p>Redis OSS|and Valkey</p>",
    "<pre>一行目|二行目</pre>, <pre>一行目|二行目</pre>",
  })
  void aLineBreakBesideJapaneseLeavesNoBlank(String before, String after) {
    Element body = Jsoup.parseBodyFragment(before.replace('|', '\n')).body();

    JapaneseText.joinLines(body);

    assertThat(body.html())
        .isEqualTo(Jsoup.parseBodyFragment(after.replace('|', '\n')).body().html());
  }
}
