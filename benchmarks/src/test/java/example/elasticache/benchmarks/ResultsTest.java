package example.elasticache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.benchmarks.Measurement.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  private static final Row OURS = new Row("ours", "Ours", new Band(1.0449, 0.99, 1.2), true, 1.05);
  private static final Row THEIRS =
      new Row("theirs", "Theirs", new Band(1234.5, 0.0001234, 2000), false, null);

  @TempDir Path folder;

  @Test
  void aMeasurementBecomesTheJsonThatTheSiteDraws() throws IOException {
    write(new Measurement("hits", "Hits", "GETs", true, List.of(OURS, THEIRS)));

    assertThat(Files.readString(folder.resolve("hits.json")))
        .isEqualTo(
            """
            {
              "title" : "Hits",
              "date" : "2026-11-25",
              "machine" : "a machine",
              "java" : "%s",
              "unit" : "GETs",
              "lowerIsBetter" : true,
              "rows" : [
                {
                  "name" : "Ours",
                  "value" : 1.04,
                  "low" : 0.99,
                  "high" : 1.2,
                  "ours" : true,
                  "goal" : 1.05
                },
                {
                  "name" : "Theirs",
                  "value" : 1230.0,
                  "low" : 1.23E-4,
                  "high" : 2000.0,
                  "ours" : false
                }
              ]
            }
            """
                .formatted(Machine.java()));
  }

  @Test
  void theSummaryHasEveryNumberUnderAName() throws IOException {
    write(new Measurement("hits", "Hits", "GETs", true, List.of(OURS, THEIRS)));

    assertThat(Files.readString(folder.resolve("summary.properties")))
        .isEqualTo(
            """
            bench-hits-date=2026-11-25
            bench-hits-ours=1.04
            bench-hits-ours-high=1.2
            bench-hits-theirs=1230
            bench-hits-theirs-high=2000
            """);
  }

  @Test
  void aLaterRunReplacesItsOwnNumbersAndNoOthers() throws IOException {
    write(new Measurement("hits", "Hits", "GETs", true, List.of(OURS)));
    write(new Measurement("loads", "Loads", "loads", true, List.of(THEIRS)));
    write(new Measurement("hits", "Hits", "GETs", true, List.of(THEIRS)));

    assertThat(Files.readAllLines(folder.resolve("summary.properties")))
        .containsExactly(
            "bench-hits-date=2026-11-25",
            "bench-hits-theirs=1230",
            "bench-hits-theirs-high=2000",
            "bench-loads-date=2026-11-25",
            "bench-loads-theirs=1230",
            "bench-loads-theirs-high=2000");
  }

  @Test
  void aGoalIsMissedByTheNumberThatIsPublished() {
    assertThat(new Row("", "", new Band(1.0549, 1, 2), true, 1.05).missesGoal()).isFalse();
    assertThat(new Row("", "", new Band(1.0551, 1, 2), true, 1.05).missesGoal()).isTrue();
    assertThat(new Row("", "", new Band(99, 1, 2), false, null).missesGoal()).isFalse();
  }

  private void write(Measurement measurement) throws IOException {
    new Results(folder, LocalDate.of(2026, 11, 25), "a machine").write(measurement);
  }
}
