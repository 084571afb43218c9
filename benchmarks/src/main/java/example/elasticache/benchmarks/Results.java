package example.elasticache.benchmarks;

import static example.elasticache.benchmarks.Measurement.rounded;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder with the results: a JSON file for each measurement, which the site draws, and {@code
 * summary.properties} with every number under a name, for the prose.
 */
final class Results {
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build()
          .writer(new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private record File(
      String title,
      String date,
      String machine,
      String java,
      String unit,
      boolean lowerIsBetter,
      List<Bar> rows) {}

  private record Bar(
      String name, double value, double low, double high, boolean ours, Double goal) {}

  private final Path folder;
  private final LocalDate date;
  private final String machine;

  Results(Path folder, LocalDate date, String machine) {
    this.folder = folder;
    this.date = date;
    this.machine = machine;
  }

  /** Replaces what an earlier run left of this measurement. */
  void write(Measurement measurement) throws IOException {
    Files.createDirectories(folder);
    var file =
        new File(
            measurement.title(),
            date.toString(),
            machine,
            Machine.java(),
            measurement.unit(),
            measurement.lowerIsBetter(),
            measurement.rows().stream().map(Results::bar).toList());
    Files.writeString(
        folder.resolve(measurement.name() + ".json"), JSON.writeValueAsString(file) + "\n");
    summarize(measurement);
  }

  private static Bar bar(Measurement.Row row) {
    return new Bar(
        row.name(),
        rounded(row.band().value()),
        rounded(row.band().low()),
        rounded(row.band().high()),
        row.ours(),
        row.goal());
  }

  /** The names hold no dot, so that AsciiDoc takes them for attributes. */
  private void summarize(Measurement measurement) throws IOException {
    Path file = folder.resolve("summary.properties");
    String prefix = "bench-" + measurement.name() + "-";
    SortedMap<String, String> lines = new TreeMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (!line.startsWith(prefix)) {
          lines.put(line.substring(0, line.indexOf('=')), line);
        }
      }
    }
    lines.put(prefix + "date", prefix + "date=" + date);
    for (Measurement.Row row : measurement.rows()) {
      String name = prefix + row.id();
      lines.put(name, name + "=" + text(row.band().value()));
      lines.put(name + "-high", name + "-high=" + text(row.band().high()));
    }
    Files.writeString(file, String.join("\n", lines.values()) + "\n");
  }

  private static String text(double value) {
    return BigDecimal.valueOf(rounded(value)).stripTrailingZeros().toPlainString();
  }
}
