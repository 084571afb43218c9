package example.elasticache.workshop.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.workshop.TinyProject;
import example.elasticache.workshop.exercise.WorkshopException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerifierTest {
  private static final String EXERCISES = "07-sums/exercises/";
  private static final String STARTER = EXERCISES + "starter/e1/Sum.java";
  private static final String SOLUTION = EXERCISES + "solution/e1/Sum.java";
  private static final String CHECK = EXERCISES + "check/e1/SumTest.java";
  private static final String PROPERTIES = EXERCISES + "e1.properties";

  private static Verifier verifier;

  @TempDir Path root;
  private TinyProject tiny;

  /** Puts one fault into a sound exercise. */
  private interface Fault {
    void plantIn(TinyProject tiny);
  }

  @BeforeAll
  static void open() {
    verifier = new Verifier();
  }

  @AfterAll
  static void close() {
    verifier.close();
  }

  @BeforeEach
  void makeProject() {
    tiny = new TinyProject(root);
  }

  @Test
  void aSoundExerciseHasNoProblem() {
    Verification done = verify();

    assertThat(done.problems()).isEmpty();
    // Solution, starter, three mistakes; and the solution without "refuse(a);".
    assertThat(done.answers()).isEqualTo(6);
    assertThat(done.undecided()).isZero();
    assertThat(FileRules.problems(tiny.project(), root.resolve("07-sums"))).isEmpty();
  }

  @Test
  void anAnswerThatOnlyAnotherMachineCouldRefuseIsUndecided() {
    tiny.change(
        CHECK,
        "    assertThat(catch",
        "    org.junit.jupiter.api.Assumptions.assumeTrue(false, \"No server here.\");\n"
            + "    assertThat(catch");

    Verification done = verify();

    assertThat(done.problems()).isEmpty();
    // The mistake that refuses nothing, and the solution without "refuse(a);".
    assertThat(done.undecided()).isEqualTo(2);
    assertThat(done.summary()).contains("2 undecided");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultIsFound(String problem, Fault fault) {
    fault.plantIn(tiny);

    assertThat(verify().problems()).anySatisfy(found -> assertThat(found).contains(problem));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            "starter: the check passes",
            t ->
                t.write(
                    STARTER,
                    TinyProject.sum("e1", "    // TODO\n    refuse(a);\n    return a + b;"))),
        fault("starter: does not compile", t -> t.change(STARTER, "return 0;", "return none;")),
        fault(
            "starter: \"two and two is four\" fails with no help: java.lang.ArithmeticException",
            t -> t.change(STARTER, "return 0;", "return 1 / (a - a);")),
        fault("starter: there is no TODO", t -> t.change(STARTER, "// TODO Add.", "// Add.")),
        fault(
            "starter: its public signatures differ",
            t -> t.change(STARTER, "  private Sum() {}", "  public Sum() {}")),
        fault("solution: the check fails", t -> t.change(SOLUTION, "a + b", "a * b")),
        fault("solution: does not compile", t -> t.change(SOLUTION, "a + b", "a + c")),
        fault(
            "solution: there is a TODO left",
            t -> t.change(SOLUTION, "    refuse(a);", "    // TODO\n    refuse(a);")),
        fault(
            "solution without line 9, \"refuse(b);\": the check passes",
            t -> t.change(SOLUTION, "    refuse(a);\n", "    refuse(a);\n    refuse(b);\n")),
        fault(
            "\"try {\", but with its block: the check passes",
            t ->
                t.change(
                    SOLUTION,
                    "    return a + b;",
                    "    try {\n      return a + b;\n    } finally {\n      System.gc();\n    }")),
        fault(
            "wrong/adds: the check passes",
            t -> t.wrong("e1", "adds", "    refuse(a);\n    return b + a;")),
        fault(
            "wrong/types: does not compile", t -> t.wrong("e1", "types", "    return \"a + b\";")),
        fault(
            "wrong/subtracts: its public signatures differ",
            t ->
                t.change(
                    EXERCISES + "wrong/e1/subtracts/Sum.java", "int of(int a", "long of(int a")),
        fault(
            "wrong: there are 2 known mistakes",
            t -> {
              t.delete(EXERCISES + "wrong/e1/subtracts/Sum.java");
              t.delete(EXERCISES + "wrong/e1/subtracts");
            }),
        fault(
            "wrong/subtracts: its files are [Difference.java]",
            t -> {
              t.delete(EXERCISES + "wrong/e1/subtracts/Sum.java");
              t.write(EXERCISES + "wrong/e1/subtracts/Difference.java", "package e1;");
            }),
        fault(
            "fails with no help: ",
            t ->
                t.change(CHECK, ".withFailMessage(\"2 and 1 make 3, not %s.\", Sum.of(2, 1))", "")),
        fault(
            "fails with no help: ",
            t -> t.change(CHECK, "\"2 and 1 make 3, not %s.\"", "\"wrong: %s\"")),
        fault(
            "check: there is no class whose name ends in Test",
            t -> {
              t.write(EXERCISES + "check/e1/SumCheck.java", "package e1;\nclass SumCheck {}\n");
              t.delete(CHECK);
            }),
        fault("2 hints", t -> t.change(PROPERTIES, "hint.3", "hint.4")),
        fault("a hint is empty", t -> t.change(PROPERTIES, "Think of a sign.", "Think.")),
        fault("no server is called oracle", t -> t.change(PROPERTIES, "needs=", "needs=oracle")),
        fault("there is no task", t -> t.write(EXERCISES + "e1.adoc", "\n")),
        fault("stray file: e1/notes.txt", t -> t.write(EXERCISES + "starter/e1/notes.txt", "-")),
        fault(
            "starter: its files are [Extra.java, Sum.java]",
            t -> t.write(EXERCISES + "starter/e1/Extra.java", "package e1;\nclass Extra {}\n")));
  }

  private static Arguments fault(String problem, Fault fault) {
    return Arguments.of(problem, fault);
  }

  @ParameterizedTest
  @MethodSource("brokenDescriptions")
  void aBrokenDescriptionIsRefused(String from, String to, String problem) {
    tiny.change(PROPERTIES, from, to);

    assertThatThrownBy(() -> tiny.exerciseNamed("e1"))
        .isInstanceOf(WorkshopException.class)
        .hasMessageContaining(problem);
  }

  static Stream<Arguments> brokenDescriptions() {
    return Stream.of(
        Arguments.of("title=Add e1", "", "no title"),
        Arguments.of("minutes=5", "minutes=soon", "minutes is a number"),
        Arguments.of("minutes=5", "", "no minutes"),
        Arguments.of("needs=\n", "", "does not say what it needs"));
  }

  @ParameterizedTest
  @MethodSource("strayFiles")
  void aStrayFileInTheChapterIsFound(String file) {
    tiny.write(EXERCISES + file, "-");

    assertThat(FileRules.problems(tiny.project(), root.resolve("07-sums"))).hasSize(1);
  }

  static Stream<String> strayFiles() {
    return Stream.of(
        "notes.txt", "e9.adoc", "starter/e9/Sum.java", "solution/Sum.java", "wrong/kit/A");
  }

  @Test
  void aTranslationIsNoStrayFile() {
    tiny.write(EXERCISES + "e1_ja.adoc", "-");
    tiny.write(EXERCISES + "e1.ja.properties", "-");

    assertThat(FileRules.problems(tiny.project(), root.resolve("07-sums"))).isEmpty();
  }

  @Test
  void aGapInTheNumbersIsFound() {
    tiny.exercise("e4");

    assertThat(FileRules.problems(tiny.project(), root.resolve("07-sums")))
        .containsExactly("e3 is missing: the numbers have no gaps");
  }

  private Verification verify() {
    return verifier.verify(List.of(tiny.exerciseNamed("e1"))).get(0);
  }
}
