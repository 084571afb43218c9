package example.elasticache.benchmarks;

import java.util.Arrays;

/** What many samples amount to, and the span in which they lie. */
public record Band(double value, double low, double high) {

  /** Returns the median with the 10 % and 90 % quantiles. */
  public static Band of(double[] samples) {
    return new Band(quantile(samples, 0.5), quantile(samples, 0.1), quantile(samples, 0.9));
  }

  /** Returns the largest sample, with the smallest: for what must hold every time. */
  public static Band ofWorst(double[] samples) {
    return new Band(quantile(samples, 1), quantile(samples, 0), quantile(samples, 1));
  }

  /** Returns the median with the smallest and the largest sample. */
  public static Band withExtremes(double[] samples) {
    return new Band(quantile(samples, 0.5), quantile(samples, 0), quantile(samples, 1));
  }

  /** Returns the value that this share of the samples does not exceed; between two, their mix. */
  static double quantile(double[] samples, double share) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("No samples, no quantile.");
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
