package example.elasticache.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.workshop.check.Checker;
import example.elasticache.workshop.check.Patience;
import example.elasticache.workshop.check.Result;
import example.elasticache.workshop.exercise.Exercise;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final String WORK = "07-sums/work/e1/Sum.java";

  @TempDir Path root;
  private TinyProject tiny;

  @BeforeEach
  void makeProject() {
    tiny = new TinyProject(root);
  }

  @Test
  void aCompileErrorIsShownWithItsLine() {
    String report = reportOn("    return summe(a, b);");

    assertThat(report)
        .contains("[no] it does not compile")
        .contains("Cannot find symbol: method summe(int,int).")
        .contains(Path.of(WORK) + ":8")
        .contains("           return summe(a, b);\n                  ^\n");
  }

  @Test
  void aMissingImportIsTold() {
    tiny.change(
        "07-sums/exercises/solution/e1/Sum.java",
        "package e1;\n",
        "package e1;\n\nimport java.util.List;\nimport java.util.Map.Entry;\n");

    assertThat(reportOn("    return List.of(a, b).size();"))
        .contains("Cannot find symbol: variable List.")
        .contains("It wants: import java.util.List;");
    assertThat(reportOn("    Entry<Integer, Integer> sum = null;\n    return 3;"))
        .contains("It wants: import java.util.Map.Entry;");
    assertThat(reportOn("    return Lists.of(a, b);")).doesNotContain("It wants");
  }

  @Test
  void manyCompileErrorsAreNotAllShown() {
    String report = reportOn("    return a1 + a2 + a3 + a4 + a5;");

    assertThat(report)
        .contains("a1")
        .contains("a3")
        .doesNotContain("variable a4")
        .contains("And 2 more");
  }

  @Test
  void aChangedSignatureIsExplained() {
    tiny.write(
        WORK, TinyProject.sum("e1", "    return 3;").replace("int of(int a", "int von(int a"));

    assertThat(report(Duration.ofSeconds(10)))
        .contains("does not compile together with its check")
        .contains("Give it back its names");
  }

  @Test
  void anExceptionIsShownWithTheLearnersLine() {
    String report = reportOn("    String text = null;\n    return text.length();");

    assertThat(report)
        .contains("The code stopped with NullPointerException: Cannot invoke")
        .contains(Path.of(WORK) + ":9")
        .contains("           return text.length();")
        .doesNotContain("at e1.");
  }

  @Test
  void anUnwrittenMethodIsNoMistake() {
    String report = reportOn("    throw new UnsupportedOperationException(\"the sum\");");

    assertThat(report).contains("Not written yet: the sum").contains(Path.of(WORK) + ":8");
  }

  @Test
  void anAnswerThatNeverEndsIsStopped() {
    tiny.write(WORK, TinyProject.sum("e1", "    while (a > 0) {}\n    return b;"));

    assertThat(report(Duration.ofMillis(300)))
        .contains("Nothing came back in time")
        .contains("runs in circles")
        // The next test would hang as well.
        .doesNotContain("a large number is refused");
  }

  private String reportOn(String body) {
    tiny.write(WORK, TinyProject.sum("e1", body));
    return report(Duration.ofSeconds(10));
  }

  private String report(Duration perTest) {
    var printed = new ByteArrayOutputStream();
    var console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), false);
    Exercise exercise = tiny.exerciseNamed("e1");
    try (var checker = new Checker()) {
      Result result = checker.check(exercise, exercise.work(), new Patience(perTest, false));
      new Report(console, tiny.project()).print(exercise, result);
    }
    return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
