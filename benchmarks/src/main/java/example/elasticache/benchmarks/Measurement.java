package example.elasticache.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One result.
 *
 * @param name names its file
 * @param lowerIsBetter whether a shorter bar is the better one
 */
record Measurement(String name, String title, String unit, boolean lowerIsBetter, List<Row> rows) {

  /**
   * One bar.
   *
   * @param id names it in {@code summary.properties}
   * @param goal the value that it must not exceed, or null
   */
  record Row(String id, String name, Band band, boolean ours, Double goal) {

    /** Returns what a variant's ratios amount to. */
    static Row of(Variant variant, Band ratios) {
      return new Row(variant.id(), variant.name(), ratios, variant.ours(), variant.goal());
    }

    /** Returns whether it misses its goal, by the number that is published. */
    boolean missesGoal() {
      return goal != null && rounded(band.value()) > goal;
    }
  }

  /** Returns a result whose unit is the first variant's cost. */
  static Measurement ofRatios(
      String name, String title, List<Variant> variants, List<Band> ratios) {
    List<Row> rows =
        IntStream.range(0, variants.size())
            .mapToObj(i -> Row.of(variants.get(i), ratios.get(i)))
            .toList();
    return new Measurement(name, title, "raw GETs", true, rows);
  }

  /** Returns the number as it is published: a run on a busy machine can tell three digits. */
  static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }
}
