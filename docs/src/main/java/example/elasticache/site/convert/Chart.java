package example.elasticache.site.convert;

import example.elasticache.site.source.Measurement;
import example.elasticache.site.source.Measurement.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.asciidoctor.ast.StructuralNode;

/**
 * Draws a measurement as horizontal bars.
 *
 * <p>Lengths are percentages and text keeps its size, so the drawing fits a phone unscaled.
 */
final class Chart {
  private static final int ROW = 46;
  private static final int AXIS = 26;
  private static final double WIDEST = 100;

  private final Measurement measurement;
  private final boolean logarithmic;
  private final double from;
  private final double to;

  Chart(Measurement measurement) {
    this.measurement = measurement;
    double largest = measurement.rows().stream().mapToDouble(Row::largest).max().orElseThrow();
    double smallest = measurement.rows().stream().mapToDouble(Row::smallest).min().orElseThrow();
    // Where one bar would be too short to see beside another, only the order of magnitude is left.
    logarithmic = smallest > 0 && largest / smallest > 50;
    from = logarithmic ? powerBelow(smallest) : 0;
    to = logarithmic ? Math.pow(10, Math.ceil(Math.log10(largest))) : niceAbove(largest);
  }

  /** Returns the bars as one {@code svg} element. */
  String svg(String alt) {
    int height = measurement.rows().size() * ROW + AXIS;
    var svg = new StringBuilder();
    svg.append(
        """
        <svg class="chart" width="100%%" height="%d" role="img" aria-label="%s">
        """
            .formatted(height, Html.escape(alt)));
    for (double tick : ticks()) {
      svg.append(tick(tick, height));
    }
    int top = 0;
    for (Row row : measurement.rows()) {
      svg.append(bar(row, top));
      top += ROW;
    }
    return svg.append("</svg>").toString();
  }

  /** Returns the same numbers as a table, for those who want to read or copy them. */
  String table(StructuralNode parent) {
    Words words = Words.of(parent);
    var rows = new StringBuilder();
    for (Row row : measurement.rows()) {
      rows.append(
          "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td></tr>"
              .formatted(
                  Html.escape(row.name()),
                  number(row.value()),
                  row.low() == null || row.high() == null
                      ? ""
                      : number(row.low()) + "–" + number(row.high()),
                  row.goal() == null ? "" : number(row.goal())));
    }
    return """
        <details><summary>%s</summary><div class="scroll"><table>
        <thead><tr><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th></tr></thead>
        <tbody>%s</tbody></table></div></details>"""
        .formatted(
            words.get("chart.table"),
            words.get("chart.what"),
            Html.escape(measurement.unit()),
            words.get("chart.range"),
            words.get("chart.goal"),
            rows);
  }

  private String bar(Row row, int top) {
    var bar = new StringBuilder();
    bar.append("<g class=\"row%s\">".formatted(row.ours() ? " ours" : ""));
    bar.append("<text x=\"0\" y=\"%d\">%s</text>".formatted(top + 16, Html.escape(row.name())));
    bar.append(
        "<text class=\"value\" x=\"100%%\" y=\"%d\">%s %s</text>"
            .formatted(top + 16, number(row.value()), Html.escape(measurement.unit())));
    bar.append(
        "<rect x=\"0\" y=\"%d\" width=\"%s\" height=\"12\" rx=\"2\"/>"
            .formatted(top + 23, percent(row.value())));
    if (row.low() != null && row.high() != null) {
      bar.append(
          "<line class=\"range\" x1=\"%s\" x2=\"%s\" y1=\"%3$d\" y2=\"%3$d\"/>"
              .formatted(percent(row.low()), percent(row.high()), top + 29));
    }
    if (row.goal() != null) {
      bar.append(
          "<line class=\"goal\" x1=\"%1$s\" x2=\"%1$s\" y1=\"%2$d\" y2=\"%3$d\"/>"
              .formatted(percent(row.goal()), top + 20, top + 38));
    }
    return bar.append("</g>").toString();
  }

  private String tick(double value, int height) {
    String anchor = value == from ? "start" : value == to ? "end" : "middle";
    return """
        <line class="tick" x1="%1$s" x2="%1$s" y1="0" y2="%2$d"/><text class="tick" x="%1$s" y="%3$d" text-anchor="%4$s">%5$s</text>
        """
        .formatted(percent(value), height - AXIS + 2, height - 6, anchor, number(value));
  }

  private List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      for (double tick = from; tick <= to * 1.001; tick *= 10) {
        ticks.add(tick);
      }
    } else {
      for (int quarter = 0; quarter <= 4; quarter++) {
        ticks.add(to * quarter / 4);
      }
    }
    return ticks;
  }

  private String percent(double value) {
    double share =
        logarithmic
            ? Math.log10(value / from) / Math.log10(to / from)
            : (value - from) / (to - from);
    return String.format(Locale.ROOT, "%.2f%%", Math.max(0, share) * WIDEST);
  }

  /** Returns the next lower power of ten: a bar that starts and ends at it would not be seen. */
  private static double powerBelow(double value) {
    return Math.pow(10, Math.ceil(Math.log10(value)) - 1);
  }

  /** Returns the next number of the form 1, 2, 4 or 8 times a power of ten. */
  private static double niceAbove(double value) {
    if (value <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : new double[] {1, 2, 4, 8}) {
      if (factor * power >= value) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  static String number(double value) {
    String text =
        value >= 100
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, "%.3g", value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }
}
