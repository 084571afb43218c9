package example.elasticache.workshop;

import example.elasticache.workshop.check.Outcome;
import example.elasticache.workshop.check.Problem;
import example.elasticache.workshop.check.Result;
import example.elasticache.workshop.exercise.Exercise;
import example.elasticache.workshop.exercise.JavaFiles;
import example.elasticache.workshop.exercise.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what a check found, so that it helps: one thing to mend at a time, and no stack trace. */
final class Report {
  private static final int MOST_ERRORS = 3;
  private static final Pattern NOT_FOUND =
      Pattern.compile("(?:symbol: (?:class|variable)|package) (\\w+)");

  private final Console console;
  private final Project project;

  Report(Console console, Project project) {
    this.console = console;
    this.project = project;
  }

  /** Prints each claim of the check with its state, and the first reason why one fails. */
  void print(Exercise exercise, Result result) {
    console.line(
        console.bold(exercise.chapter() + " " + exercise.name() + "  " + exercise.title()));
    if (!result.problems().isEmpty()) {
      compileErrors(exercise, result.problems());
      return;
    }
    boolean explained = false;
    for (Outcome outcome : result.outcomes()) {
      switch (outcome.status()) {
        case PASSED -> console.line("  " + console.green("[ok]") + " " + outcome.claim());
        case LEFT_OUT -> {
          console.line("  " + console.yellow("[--]") + " " + outcome.claim());
          console.block(
              7, "Left out: " + message(outcome.failure()).replace("Assumption failed: ", ""));
        }
        case FAILED -> {
          console.line("  " + console.red("[no]") + " " + outcome.claim());
          if (!explained) {
            explain(exercise, outcome.failure());
            explained = true;
          }
        }
      }
    }
  }

  private void explain(Exercise exercise, Throwable failure) {
    if (failure instanceof AssertionError) {
      console.block(7, message(failure));
    } else if (failure instanceof UnsupportedOperationException) {
      console.block(7, "Not written yet: " + message(failure));
      place(exercise, failure);
    } else if (failure instanceof TimeoutException) {
      console.block(
          7,
          "Nothing came back in time ("
              + message(failure).replaceAll("^\\S+ ", "it ")
              + "). The code waits for something that never happens, or runs in circles.");
    } else {
      Throwable root = failure;
      while (root.getCause() != null && place(exercise.work(), root).isEmpty()) {
        root = root.getCause();
      }
      String name = root.getClass().getSimpleName();
      String text = root.getMessage() == null ? "" : ": " + root.getMessage();
      console.block(7, "The code stopped with " + name + text);
      place(exercise, root);
    }
    if (System.getenv("GALLERY_DEBUG") != null) {
      failure.printStackTrace();
    }
  }

  private void place(Exercise exercise, Throwable failure) {
    place(exercise.work(), failure)
        .ifPresent(
            frame -> {
              Path file = exercise.work().resolve(frame.getFileName());
              String line =
                  JavaFiles.read(file)
                      .lines()
                      .skip(frame.getLineNumber() - 1L)
                      .findFirst()
                      .orElse("");
              source(file, frame.getLineNumber(), line);
            });
  }

  /** Returns the innermost line of the learner's own code. */
  private static Optional<StackTraceElement> place(Path work, Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(work.getFileName() + "."))
        .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
        .filter(frame -> Files.exists(work.resolve(frame.getFileName())))
        .findFirst();
  }

  private void compileErrors(Exercise exercise, List<Problem> problems) {
    List<Problem> own =
        problems.stream()
            .filter(problem -> problem.file() != null && problem.file().startsWith(exercise.work()))
            .toList();
    if (own.isEmpty()) {
      Problem first = problems.get(0);
      console.line("  " + console.red("[no]") + " it does not compile together with its check");
      console.block(7, sentence(first.message()));
      if (first.file() != null) {
        source(first.file(), first.line(), first.sourceLine());
      }
      console.block(
          7,
          "The check uses the class as the starter declared it. Give it back its names and parameters.");
      return;
    }
    console.line("  " + console.red("[no]") + " it does not compile");
    for (Problem problem : own.subList(0, Math.min(MOST_ERRORS, own.size()))) {
      console.block(7, sentence(problem.message()));
      missingImport(exercise, problem).ifPresent(line -> console.block(7, "It wants: " + line));
      source(problem.file(), problem.line(), problem.sourceLine());
      if (problem.column() > 0) {
        int strip = problem.sourceLine().length() - problem.sourceLine().stripLeading().length();
        console.line(" ".repeat(Math.max(11, 10 + (int) problem.column() - strip)) + "^");
      }
    }
    if (own.size() > MOST_ERRORS) {
      console.block(7, "And " + (own.size() - MOST_ERRORS) + " more, which may go with these.");
    }
  }

  /** Returns the import that our answer has for the name that is not found. */
  private static Optional<String> missingImport(Exercise exercise, Problem problem) {
    Matcher name = NOT_FOUND.matcher(problem.message());
    if (!name.find()) {
      return Optional.empty();
    }
    String end = "." + name.group(1) + ";";
    return JavaFiles.in(exercise.solution()).stream()
        .flatMap(file -> JavaFiles.read(file).lines())
        .filter(line -> line.startsWith("import ") && line.endsWith(end))
        .findFirst();
  }

  private void source(Path file, long line, String text) {
    console.line("       " + console.faint(project.show(file) + ":" + line));
    console.line("           " + text.strip());
  }

  private static String sentence(String message) {
    String text = message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
    return text.matches(".*[.!?]") ? text : text + ".";
  }

  private static String message(Throwable failure) {
    String text = failure == null ? null : failure.getMessage();
    return text == null ? String.valueOf(failure) : text.strip();
  }
}
