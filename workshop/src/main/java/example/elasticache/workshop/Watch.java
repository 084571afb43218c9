package example.elasticache.workshop;

import example.elasticache.workshop.check.Checker;
import example.elasticache.workshop.check.Result;
import example.elasticache.workshop.exercise.Exercise;
import example.elasticache.workshop.exercise.JavaFiles;
import example.elasticache.workshop.exercise.Progress;
import example.elasticache.workshop.exercise.Project;
import example.elasticache.workshop.exercise.WorkshopException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Checks after each save.
 *
 * <p>It looks at the files instead of asking the system to be told: that works on network drives,
 * on WSL's mounts and with every editor.
 */
final class Watch {
  private static final long LOOK_EVERY_MILLIS = 100;

  /** An editor may write a file in several steps. */
  private static final long SETTLE_MILLIS = 30;

  private final Commands commands;
  private final Project project;
  private final Progress progress;
  private final Console console;
  private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();

  Watch(Commands commands, Project project, Progress progress, Console console) {
    this.commands = commands;
    this.project = project;
    this.progress = progress;
    this.console = console;
  }

  /** Returns when the learner ends it, or when only a new JVM can go on. */
  int run(Exercise first, boolean again, InputStream keyboard) {
    readKeys(keyboard);
    try (var checker = new Checker()) {
      Exercise exercise = first;
      // Before the check: a save during it is one more to check.
      Map<Path, Object> seen = look(exercise);
      if (!again && check(exercise, checker)) {
        return Learn.RESTART;
      }
      while (true) {
        String word = typed.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        if (word != null) {
          switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "q" -> {
              return progress.isSolved(exercise) ? Learn.DONE : Learn.NOT_YET;
            }
            case "h" -> commands.hint(List.of(exercise.key()));
            case "t" -> commands.task(List.of(exercise.key()));
            case "n" -> {
              commands.start(List.of());
              exercise = progress.current().flatMap(project::exercise).orElse(exercise);
              seen = look(exercise);
            }
            default -> {
              if (check(exercise, checker)) {
                return Learn.RESTART;
              }
            }
          }
          keys();
        }
        Map<Path, Object> now = look(exercise);
        if (!now.equals(seen)) {
          seen = settle(exercise, now);
          if (check(exercise, checker)) {
            return Learn.RESTART;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Learn.NOT_YET;
    }
  }

  /** Returns whether a test had to be left running. */
  private boolean check(Exercise exercise, Checker checker) {
    long start = System.nanoTime();
    console.line();
    try {
      Result result = commands.check(exercise, checker);
      console.line(console.faint("(%.2f s)".formatted((System.nanoTime() - start) / 1e9)));
      return result.failures().stream().anyMatch(o -> o.failure() instanceof TimeoutException);
    } catch (WorkshopException e) {
      console.line(e.getMessage()); // As when a file is gone for a moment.
      return false;
    } finally {
      keys();
    }
  }

  private void keys() {
    console.line(
        console.faint(
            "Watching. Save to check again, or type a letter and Enter: h hint, t task, n next, q quit."));
  }

  private void readKeys(InputStream keyboard) {
    var reader =
        new Thread(
            () -> {
              try {
                var keys =
                    new BufferedReader(new InputStreamReader(keyboard, Charset.defaultCharset()));
                for (String line = keys.readLine(); line != null; line = keys.readLine()) {
                  typed.add(line);
                }
              } catch (IOException noTerminal) {
                // Then there are no keys, and saving still works.
              }
            },
            "keys");
    reader.setDaemon(true);
    reader.start();
  }

  private static Map<Path, Object> look(Exercise exercise) {
    return JavaFiles.in(exercise.work()).stream()
        .collect(Collectors.toMap(file -> file, Watch::state));
  }

  private static Object state(Path file) {
    return List.of(file.toFile().lastModified(), file.toFile().length());
  }

  private static Map<Path, Object> settle(Exercise exercise, Map<Path, Object> seen)
      throws InterruptedException {
    Map<Path, Object> before = seen;
    while (true) {
      Thread.sleep(SETTLE_MILLIS);
      Map<Path, Object> now = look(exercise);
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
  }
}
