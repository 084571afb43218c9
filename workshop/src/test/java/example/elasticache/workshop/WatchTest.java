package example.elasticache.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.workshop.exercise.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final String WORK = "07-sums/work/e1/Sum.java";
  private static final String WATCHING = "Watching.";
  private static final Duration PROMISED = Duration.ofMillis(500);

  @TempDir Path root;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PipedOutputStream keyboard = new PipedOutputStream();
  private TinyProject tiny;
  private Commands commands;
  private Watch watch;

  @BeforeEach
  void startTheExercise() {
    tiny = new TinyProject(root);
    var console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), false);
    var progress = new Progress(root, InstantSource.system());
    commands = new Commands(tiny.project(), progress, console, "./learn");
    commands.start(java.util.List.of());
    watch = new Watch(commands, tiny.project(), progress, console);
    printed.reset();
  }

  @Test
  void everySaveIsCheckedWithinHalfASecond() throws Exception {
    var ended = run(false);
    awaitText(WATCHING, 1);

    // This machine may do other things as well: until one save is as fast as promised.
    Duration best = Duration.ofDays(1);
    for (int save = 2; best.compareTo(PROMISED) > 0 && save < 100; save++) {
      long start = System.nanoTime();
      tiny.write(WORK, TinyProject.sum("e1", "    refuse(a);\n    return a + b + " + save + ";"));
      awaitText(WATCHING, save);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      best = took.compareTo(best) < 0 ? took : best;
    }
    type("q");

    assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(Learn.NOT_YET);
    assertThat(best).isLessThanOrEqualTo(PROMISED);
  }

  @Test
  void aSolvedExerciseLeadsToTheNext() throws Exception {
    var ended = run(false);
    awaitText(WATCHING, 1);
    tiny.write(WORK, tiny.read("07-sums/exercises/solution/e1/Sum.java"));
    awaitText("Solved.", 1);

    type("n");
    awaitText("07 e2, Add e2 (5 min)\n\n", 1);
    type("q");

    assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(Learn.NOT_YET);
  }

  @Test
  void lettersAskForMore() throws Exception {
    var ended = run(true);

    type("h");
    awaitText("Hint 1 of 3", 1);
    type("t");
    awaitText("Add two numbers in `Sum.of`.", 1);
    type("");
    awaitText("two and two is four", 1);
    type("q");

    assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(Learn.NOT_YET);
  }

  private CompletableFuture<Integer> run(boolean again) throws IOException {
    var keys = new PipedInputStream(keyboard);
    return CompletableFuture.supplyAsync(() -> watch.run(tiny.exerciseNamed("e1"), again, keys));
  }

  private void type(String letter) throws IOException {
    keyboard.write((letter + "\n").getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  private void awaitText(String text, int times) throws Exception {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (printed
            .toString(StandardCharsets.UTF_8)
            .split(java.util.regex.Pattern.quote(text), -1)
            .length
        <= times) {
      if (System.nanoTime() > limit) {
        throw new TimeoutException(text + " is not in: " + printed);
      }
      Thread.sleep(5);
    }
  }
}
