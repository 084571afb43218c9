package example.elasticache.site.convert;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.site.source.Measurement;
import example.elasticache.site.source.Measurement.Row;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

  @Test
  void barsAreInProportionWhenTheirLengthsCanBeCompared() {
    Element svg = draw(row("a", 20), row("b", 40));

    assertThat(svg.select("rect").eachAttr("width")).containsExactly("50.00%", "100.00%");
    assertThat(svg.select("text.tick").eachText()).containsExactly("0", "10", "20", "30", "40");
  }

  @Test
  void axisIsLogarithmicWhenOneBarWouldVanishBesideAnother() {
    Element svg = draw(row("a", 0.1), row("b", 10), row("c", 1000));

    assertThat(svg.select("text.tick").eachText())
        .containsExactly("0.01", "0.1", "1", "10", "100", "1,000");
    assertThat(svg.select("rect").eachAttr("width")).containsExactly("20.00%", "60.00%", "100.00%");
  }

  @Test
  void nothingAtAllHasAnAxisToo() {
    Element svg = draw(new Row("a", 0, 0.0, 0.0, true, 0.0), row("b", 0));

    assertThat(svg.select("rect").eachAttr("width")).containsExactly("0.00%", "0.00%");
    assertThat(svg.select("text.tick").eachText()).containsExactly("0", "0.25", "0.5", "0.75", "1");
  }

  @Test
  void rangeAndGoalAreDrawnWhereTheyAreKnown() {
    Element svg = draw(new Row("a", 20, 10.0, 40.0, true, 30.0));

    Element range = svg.expectFirst("line.range");
    assertThat(range.attr("x1")).isEqualTo("25.00%");
    assertThat(range.attr("x2")).isEqualTo("100.00%");
    assertThat(svg.expectFirst("line.goal").attr("x1")).isEqualTo("75.00%");
    assertThat(svg.select("g.ours")).hasSize(1);
  }

  @Test
  void saysWhatItShowsToThoseWhoDoNotSeeIt() {
    Element svg = draw(row("a", 1));

    assertThat(svg.attr("role")).isEqualTo("img");
    assertThat(svg.attr("aria-label")).isEqualTo("Times <of> reads");
  }

  @ParameterizedTest
  @CsvSource({
    "0.25,0.25",
    "0.1,0.1",
    "1,1",
    "12.34,12.3",
    "99.99,100",
    "1234.5,'1,235'",
    "100,100"
  })
  void numbersAreAsPreciseAsIsUseful(double value, String text) {
    assertThat(Chart.number(value)).isEqualTo(text);
  }

  private static Row row(String name, double value) {
    return new Row(name, value, null, null, false, null);
  }

  private static Element draw(Row... rows) {
    var measurement =
        new Measurement("Reads", "2026-11-25", "2 cores", "17", "ms", true, List.of(rows));
    return Jsoup.parse(new Chart(measurement).svg("Times <of> reads")).expectFirst("svg");
  }
}
