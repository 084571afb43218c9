package example.elasticache.workshop;

import example.elasticache.workshop.check.Checker;
import example.elasticache.workshop.check.Patience;
import example.elasticache.workshop.check.Result;
import example.elasticache.workshop.exercise.Exercise;
import example.elasticache.workshop.exercise.JavaFiles;
import example.elasticache.workshop.exercise.Progress;
import example.elasticache.workshop.exercise.Project;
import example.elasticache.workshop.exercise.WorkshopException;
import example.elasticache.workshop.verify.FileRules;
import example.elasticache.workshop.verify.Verification;
import example.elasticache.workshop.verify.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a learner can ask for; each returns an exit code. */
final class Commands {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(10), false);

  private final Project project;
  private final Progress progress;
  private final Console console;
  private final String command;
  private final Workbook workbook;
  private final Report report;

  Commands(Project project, Progress progress, Console console, String command) {
    this.project = project;
    this.progress = progress;
    this.console = console;
    this.command = command;
    this.workbook = new Workbook(project);
    this.report = new Report(console, project);
  }

  /** Shows every exercise with its state, and what to do next. */
  int list() {
    Optional<String> current = progress.current();
    int width = project.exercises().stream().mapToInt(e -> e.title().length()).max().orElse(0);
    for (Path module : project.modules()) {
      List<Exercise> exercises = project.exercises(module);
      long solved = exercises.stream().filter(progress::isSolved).count();
      console.line();
      console.line(
          console.bold(module.getFileName() + "  " + project.title(module))
              + "  "
              + console.faint(solved + " of " + exercises.size() + " solved"));
      for (Exercise exercise : exercises) {
        boolean here = current.filter(exercise.key()::equals).isPresent();
        console.line(
            "  %s %s  %s  %s%s"
                .formatted(
                    mark(exercise),
                    exercise.name(),
                    exercise.title() + " ".repeat(width - exercise.title().length()),
                    exercise.minutes() + " min",
                    here ? console.yellow("  <- you are here") : ""));
      }
    }
    console.line();
    next(current.flatMap(project::exercise));
    return Learn.DONE;
  }

  private String mark(Exercise exercise) {
    return progress.isSolved(exercise)
        ? console.green("[x]")
        : progress.isGivenUp(exercise) ? console.yellow("[?]") : "[ ]";
  }

  private void next(Optional<Exercise> current) {
    if (current.isPresent() && !progress.isSolved(current.get())) {
      console.line("Go on: edit " + workbook.show(current.get()));
      console.line("       " + command + " watch   checks after each save");
      console.line("       " + command + " task    shows the task again");
      return;
    }
    Optional<Exercise> next = nextUnsolved(current);
    if (next.isEmpty()) {
      console.line("All exercises are solved. Well done!");
    } else {
      console.line("Next: " + command + " start   for " + name(next.get()));
    }
  }

  private static String name(Exercise exercise) {
    return exercise.chapter()
        + " "
        + exercise.name()
        + ", "
        + exercise.title()
        + " ("
        + exercise.minutes()
        + " min)";
  }

  /** Returns the first unsolved exercise after this one; after the last comes the first. */
  private Optional<Exercise> nextUnsolved(Optional<Exercise> current) {
    List<Exercise> all = project.exercises();
    int from = current.map(all::indexOf).orElse(-1) + 1;
    for (int i = 0; i < all.size(); i++) {
      Exercise candidate = all.get((from + i) % all.size());
      if (!progress.isSolved(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Begins an exercise, or goes on with it. */
  int start(List<String> args) {
    Optional<Exercise> current = progress.current().flatMap(project::exercise);
    Optional<Exercise> chosen =
        args.isEmpty()
            ? current.filter(e -> !progress.isSolved(e)).or(() -> nextUnsolved(current))
            : Optional.of(choose(args));
    if (chosen.isEmpty()) {
      console.line("All exercises are solved. \"" + command + " start 01 e1\" opens one again.");
      return Learn.DONE;
    }
    Exercise exercise = chosen.get();
    workbook.open(exercise.module());
    progress.start(exercise);
    show(exercise);
    if (progress.isSolved(exercise)) {
      console.line();
      console.line(
          "You have solved it already, and your answer is still there. \""
              + command
              + " reset\" begins anew, and keeps it as a .bak.");
    }
    return Learn.DONE;
  }

  /** Shows the task of an exercise. */
  int task(List<String> args) {
    show(choose(args));
    return Learn.DONE;
  }

  private void show(Exercise exercise) {
    console.line();
    console.line(console.bold(name(exercise)));
    console.line();
    console.block(2, JavaFiles.read(exercise.task()));
    console.line();
    console.line("Edit   " + workbook.show(exercise));
    console.line(
        "Then   " + command + " check   or let " + command + " watch check after each save");
    console.line("Stuck? " + command + " hint");
  }

  /** Checks an answer once. */
  int check(List<String> args) {
    Exercise exercise = choose(args);
    workbook.requireFiles(exercise, command);
    try (var checker = new Checker()) {
      return check(exercise, checker).solved() ? Learn.DONE : Learn.NOT_YET;
    }
  }

  /** Checks an answer with a checker that is warm already, and says what comes next. */
  Result check(Exercise exercise, Checker checker) {
    Result result = checker.check(exercise, exercise.work(), PATIENCE);
    report.print(exercise, result);
    console.line();
    if (result.solved()) {
      progress.solve(exercise);
      console.line(console.green("Solved."));
      console.line("  " + command + " solution   compares yours with ours");
      console.line(
          nextUnsolved(Optional.of(exercise))
              .map(next -> "  " + command + " start      goes on with " + name(next))
              .orElse("  That was the last one. Well done!"));
    } else {
      console.line(
          "Not yet. Edit "
              + workbook.show(exercise)
              + "; "
              + command
              + " hint gives "
              + (progress.hints(exercise) == 0 ? "a hint." : "another hint."));
    }
    return result;
  }

  /** Checks after each save, until the learner ends it. */
  int watch(List<String> args) {
    boolean again = args.contains("--again");
    Exercise exercise = choose(args.stream().filter(arg -> !arg.equals("--again")).toList());
    workbook.requireFiles(exercise, command);
    progress.start(exercise);
    return new Watch(this, project, progress, console).run(exercise, again, System.in);
  }

  /** Shows one more hint, or once more those that the learner has seen. */
  int hint(List<String> args) {
    boolean again = args.contains("--again");
    Exercise exercise = choose(args.stream().filter(arg -> !arg.equals("--again")).toList());
    int all = exercise.hints().size();
    int seen = Math.min(progress.hints(exercise), all);
    if (!again && seen < all) {
      progress.hint(exercise);
      hint(exercise, seen + 1);
      return Learn.DONE;
    }
    for (int number = 1; number <= seen; number++) {
      hint(exercise, number);
    }
    if (seen == all) {
      console.line("There are no more hints. " + command + " solution --give-up shows our answer.");
    }
    return Learn.DONE;
  }

  private void hint(Exercise exercise, int number) {
    console.line(
        console.bold(
            "Hint %d of %d for %s".formatted(number, exercise.hints().size(), name(exercise))));
    console.block(2, exercise.hints().get(number - 1));
  }

  /** Shows how our answer differs from the learner's. */
  int solution(List<String> args) {
    boolean givesUp = args.contains("--give-up");
    Exercise exercise = choose(args.stream().filter(arg -> !arg.equals("--give-up")).toList());
    if (!givesUp && !progress.isSolved(exercise) && !progress.isGivenUp(exercise)) {
      console.line("Solve it first: our answer is worth more when you have one of your own.");
      console.line("  " + command + " hint                   gives a hint");
      console.line("  " + command + " solution --give-up     shows it all the same");
      return Learn.NOT_YET;
    }
    progress.giveUp(exercise);
    boolean same = true;
    for (Path ours : JavaFiles.in(exercise.solution())) {
      Path yours = exercise.work().resolve(ours.getFileName());
      List<String> diff = Diff.unified(linesIfAny(yours), JavaFiles.read(ours).lines().toList());
      same &= diff.isEmpty();
      if (!diff.isEmpty()) {
        console.line(console.bold("--- " + project.show(yours) + "  (yours)"));
        console.line(console.bold("+++ " + project.show(ours) + "  (ours)"));
        diff.forEach(line -> console.line(colour(line)));
      }
    }
    if (same) {
      console.line("Yours is the same as ours, line by line.");
    }
    return Learn.DONE;
  }

  private static List<String> linesIfAny(Path file) {
    return Files.exists(file) ? JavaFiles.read(file).lines().toList() : List.of();
  }

  private String colour(String line) {
    return switch (line.charAt(0)) {
      case '+' -> console.green(line);
      case '-' -> console.red(line);
      case '@' -> console.faint(line);
      default -> line;
    };
  }

  /** Puts the starter back. */
  int reset(List<String> args) {
    Exercise exercise = choose(args);
    List<Path> backups = workbook.reset(exercise);
    progress.reset(exercise);
    console.line("The starter of " + name(exercise) + " is back.");
    backups.forEach(backup -> console.line("Yours is kept: " + project.show(backup)));
    return Learn.DONE;
  }

  /** Proves the checks; for authors. */
  int verify(List<String> args) {
    List<Exercise> chosen =
        args.isEmpty()
            ? project.exercises()
            : args.size() == 1 && !isExercise(args.get(0))
                ? project.exercises(module(args.get(0)))
                : List.of(choose(args));
    boolean sound = true;
    for (Path module : chosen.stream().map(Exercise::module).distinct().toList()) {
      List<String> problems = FileRules.problems(project, module);
      problems.forEach(problem -> console.line(console.red(problem)));
      sound &= problems.isEmpty();
    }
    try (var verifier = new Verifier()) {
      for (Verification done : verifier.verify(chosen)) {
        console.line(done.summary());
        done.problems().forEach(problem -> console.line("  " + console.red(problem)));
        sound &= done.problems().isEmpty();
      }
    }
    return sound ? Learn.DONE : Learn.NOT_YET;
  }

  /** Returns the exercise that the words name; without any, the one the learner is at. */
  private Exercise choose(List<String> args) {
    List<String> words = args.stream().flatMap(arg -> List.of(arg.split("/")).stream()).toList();
    Optional<Exercise> current = progress.current().flatMap(project::exercise);
    Path module = null;
    String name = null;
    for (String word : words) {
      if (isExercise(word)) {
        name = word;
      } else {
        module = module(word);
      }
    }
    if (module == null && name == null) {
      return current.orElseThrow(
          () -> new WorkshopException("You have started no exercise yet: " + command + " start"));
    }
    if (module == null) {
      module = current.map(Exercise::module).orElseGet(() -> project.modules().get(0));
    }
    List<Exercise> exercises = project.exercises(module);
    String wanted = name;
    if (wanted == null) {
      return exercises.stream()
          .filter(exercise -> !progress.isSolved(exercise))
          .findFirst()
          .orElse(exercises.get(0));
    }
    return exercises.stream()
        .filter(exercise -> exercise.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new WorkshopException(
                    "There is no such exercise: \""
                        + String.join(" ", args)
                        + "\". "
                        + command
                        + " lists them."));
  }

  private static boolean isExercise(String word) {
    return word.matches("e\\d+");
  }

  private Path module(String word) {
    return project
        .module(word)
        .orElseThrow(
            () ->
                new WorkshopException(
                    "No chapter with exercises is called \""
                        + word
                        + "\". "
                        + command
                        + " lists them."));
  }
}
