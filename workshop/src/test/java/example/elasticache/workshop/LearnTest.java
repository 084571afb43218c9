package example.elasticache.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnTest {
  private static final String WORK = "07-sums/work/e1/Sum.java";

  @TempDir Path root;
  private TinyProject tiny;
  private String printed = "";

  @BeforeEach
  void makeProject() {
    tiny = new TinyProject(root);
  }

  @Test
  void theListSaysWhatThereIsAndWhatToDoNext() {
    assertThat(learn()).isEqualTo(Learn.DONE);

    assertThat(printed)
        .contains("07-sums  Sums  0 of 2 solved")
        .contains("[ ] e1  Add e1")
        .contains("Next: ./learn start   for 07 e1, Add e1 (5 min)");
  }

  @Test
  void startCopiesAllStartersAndShowsTheTask() {
    assertThat(learn("start")).isEqualTo(Learn.DONE);

    assertThat(printed).contains("Add two numbers in `Sum.of`.").contains(Path.of(WORK).toString());
    assertThat(tiny.read(WORK)).isEqualTo(tiny.read("07-sums/exercises/starter/e1/Sum.java"));
    assertThat(root.resolve("07-sums/work/e2/Sum.java")).exists();
  }

  @Test
  void startKeepsWhatTheLearnerWrote() {
    learn("start");
    solve("e1");

    learn("start", "07", "e2");
    learn("start", "07", "e1");

    assertThat(tiny.read(WORK)).contains("return a + b;");
  }

  @Test
  void aCheckSaysWhatIsMissingAndOneThingAtATime() {
    learn("start");

    assertThat(learn("check")).isEqualTo(Learn.NOT_YET);

    assertThat(printed)
        .contains("[no] two and two is four")
        .contains("2 and 1 make 3, not 0.")
        .contains("[no] a large number is refused")
        .doesNotContain("1000001 is too large")
        .doesNotContain("at e1.")
        .doesNotContain("AssertionError");
  }

  @Test
  void aSolvedExerciseStaysSolvedAndStartGoesOn() {
    learn("start");
    solve("e1");

    assertThat(learn("check")).isEqualTo(Learn.DONE);
    assertThat(printed).contains("Solved.").contains("goes on with 07 e2, Add e2");

    learn("start");
    assertThat(printed).contains("07 e2, Add e2");
    learn();
    assertThat(printed).contains("[x] e1").contains("e2  Add e2").contains("<- you are here");
    learn("start", "e2");
    solve("e2");
    learn("check");
    learn("start");
    assertThat(printed).contains("All exercises are solved.");
  }

  @Test
  void progressIsATextFileThatCanBeCarriedElsewhere() throws Exception {
    learn("start");
    solve("e1");
    learn("check");
    learn("hint", "e2");

    List<String> lines = Files.readAllLines(root.resolve("work/progress.properties"));

    assertThat(lines)
        .contains("current=07-sums/e1", "07-sums/e2.hints=1")
        .anyMatch(line -> line.matches("07-sums/e1=solved \\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z"));
  }

  @Test
  void theSiteLearnsOfTheProgressWhereThereIsOne() {
    learn("start");
    assertThat(root.resolve("docs")).doesNotExist();
    tiny.write("docs/target/site/index.html", "");

    solve("e1");
    learn("check");
    learn("start");

    assertThat(tiny.read("docs/target/site/progress.js"))
        .isEqualTo(
            "window.galleryProgress = {\"07-sums/e1\":\"solved\",\"07-sums/e2\":\"started\"};\n");
  }

  @Test
  void aProgressFileThatCannotBeReadIsNamed() {
    tiny.write("work/progress.properties", "current=\\u00zz\n");

    assertThat(learn()).isEqualTo(Learn.USAGE);

    assertThat(printed).contains("Cannot read your progress.").contains("progress.properties");
  }

  @Test
  void hintsComeOneAtATime() {
    learn("start");

    learn("hint");
    assertThat(printed).contains("Hint 1 of 3").contains("Think.").doesNotContain("sign");
    learn("hint");
    assertThat(printed).contains("Hint 2 of 3").doesNotContain("Hint 1 of 3");
    learn("hint", "--again");
    assertThat(printed).contains("Hint 1 of 3").contains("Hint 2 of 3").doesNotContain("plus");
    learn("hint");
    assertThat(printed).contains("Hint 3 of 3");
    learn("hint");
    assertThat(printed).contains("Hint 1 of 3").contains("no more hints").contains("--give-up");
  }

  @Test
  void theSolutionIsForThoseWhoSolvedItOrGaveUp() {
    learn("start");

    assertThat(learn("solution")).isEqualTo(Learn.NOT_YET);
    assertThat(printed).doesNotContain("a + b").contains("--give-up");

    assertThat(learn("solution", "--give-up")).isEqualTo(Learn.DONE);
    assertThat(printed)
        .contains("--- " + Path.of(WORK))
        .contains("-    // TODO Add.\n")
        .contains("+    return a + b;\n");
    learn();
    assertThat(printed).contains("[?] e1");

    solve("e1");
    learn("check");
    assertThat(learn("solution")).isEqualTo(Learn.DONE);
    assertThat(printed).contains("the same as ours");
    learn();
    assertThat(printed).contains("[x] e1");
  }

  @Test
  void resetKeepsEveryAnswer() {
    learn("start");
    tiny.write(WORK, "first");
    assertThat(learn("reset")).isEqualTo(Learn.DONE);
    assertThat(printed).contains(Path.of(WORK) + ".bak");
    tiny.write(WORK, "second");

    learn("reset", "e1");

    assertThat(tiny.read(WORK)).contains("TODO");
    assertThat(tiny.read(WORK + ".bak")).isEqualTo("first");
    assertThat(tiny.read(WORK + ".2.bak")).isEqualTo("second");
  }

  @Test
  void aResetExerciseIsNotSolvedAnyMore() {
    learn("start");
    solve("e1");
    learn("check");

    learn("reset");

    learn();
    assertThat(printed).contains("[ ] e1").contains("0 of 2 solved");
  }

  @Test
  void anExerciseIsNamedInManyWays() {
    for (List<String> name :
        List.of(List.of("e2"), List.of("07", "e2"), List.of("07/e2"), List.of("07-sums/e2"))) {
      learn(words("task", name));
      assertThat(printed).contains("07 e2, Add e2");
    }
  }

  private static String[] words(String verb, List<String> rest) {
    return Stream.concat(Stream.of(verb), rest.stream()).toArray(String[]::new);
  }

  @Test
  void whatItDoesNotUnderstandHasItsOwnExitCode() {
    assertThat(learn("frobnicate")).isEqualTo(Learn.USAGE);
    assertThat(printed).contains("There is no command \"frobnicate\"").contains("./learn start");

    assertThat(learn("check")).isEqualTo(Learn.USAGE);
    assertThat(printed).contains("You have started no exercise yet: ./learn start");

    assertThat(learn("start", "e9")).isEqualTo(Learn.USAGE);
    assertThat(printed).contains("There is no such exercise: \"e9\"");

    assertThat(learn("start", "moon")).isEqualTo(Learn.USAGE);
    assertThat(printed).contains("No chapter with exercises is called \"moon\"");

    learn("start");
    tiny.delete(WORK);
    assertThat(learn("check")).isEqualTo(Learn.USAGE);
    assertThat(printed).contains("is not there").contains("./learn start 07 e1");
  }

  @Test
  void verifyIsForAuthors() {
    assertThat(learn("verify", "07", "e1")).isEqualTo(Learn.DONE);
    assertThat(printed).contains("07-sums/e1: sound");

    tiny.write("07-sums/exercises/notes.txt", "");
    assertThat(learn("verify")).isEqualTo(Learn.NOT_YET);
    assertThat(printed).contains("stray file").contains("07-sums/e2: sound");
  }

  private void solve(String name) {
    tiny.write(
        "07-sums/work/" + name + "/Sum.java",
        tiny.read("07-sums/exercises/solution/" + name + "/Sum.java"));
  }

  private int learn(String... args) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status = Learn.run(root, new Console(out, false), "./learn", List.of(args));
    printed = bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    return status;
  }
}
