package example.elasticache.site.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One result of the benchmarks, as they left it in {@code benchmarks/results}.
 *
 * @param lowerIsBetter whether a shorter bar is the better one
 */
public record Measurement(
    String title,
    String date,
    String machine,
    String java,
    String unit,
    boolean lowerIsBetter,
    List<Row> rows) {

  /**
   * One bar.
   *
   * @param ours whether this is what the gallery teaches
   * @param goal the value to reach, or null
   */
  public record Row(String name, double value, Double low, Double high, boolean ours, Double goal) {

    /** Returns the largest number that belongs to the row. */
    public double largest() {
      return Math.max(value, Math.max(high == null ? value : high, goal == null ? value : goal));
    }

    /** Returns the smallest number that belongs to the row. */
    public double smallest() {
      return Math.min(value, Math.min(low == null ? value : low, goal == null ? value : goal));
    }
  }

  /** Reads the result of that name. */
  public static Measurement of(Project project, String name) {
    Path file = project.root().resolve("benchmarks/results/" + name + ".json");
    if (!Files.exists(file)) {
      throw new SourceException("There is no result " + project.name(file) + ".");
    }
    try {
      var measurement = new ObjectMapper().readValue(file.toFile(), Measurement.class);
      if (measurement.rows == null || measurement.rows.isEmpty()) {
        throw new SourceException(project.name(file) + " has no rows.");
      }
      return measurement;
    } catch (IOException e) {
      throw new SourceException(project.name(file) + " cannot be read: " + e.getMessage(), e);
    }
  }
}
