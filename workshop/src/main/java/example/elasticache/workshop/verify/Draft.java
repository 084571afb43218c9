package example.elasticache.workshop.verify;

import example.elasticache.workshop.check.Checker;
import example.elasticache.workshop.check.Compiled;
import example.elasticache.workshop.check.Source;
import example.elasticache.workshop.exercise.Exercise;
import example.elasticache.workshop.exercise.JavaFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be said of an exercise before its check runs, and the answers to run it on. */
record Draft(List<String> problems, List<Trial> trials) {

  static Draft of(Exercise exercise, Checker checker) {
    List<String> problems = new ArrayList<>(FileRules.problems(exercise));
    if (!problems.isEmpty()) {
      return new Draft(problems, List.of()); // There is nothing yet to compile.
    }
    List<Source> check = Checker.checkOf(exercise);
    List<Source> solution = Source.in(exercise.solution());
    List<Source> both = new ArrayList<>(check);
    both.addAll(solution);
    Compiled compiled = checker.compile(both, Map.of());
    if (!compiled.succeeded()) {
      compiled.problems().forEach(p -> problems.add("solution: does not compile: " + p.message()));
      return new Draft(problems, List.of());
    }
    // Each answer is compiled against these, which is faster than with them.
    Map<String, byte[]> given = without(solution, compiled.classes());
    var signatures = new Signatures(compiled.classes(), solution);

    List<Trial> trials = new ArrayList<>();
    trials.add(
        new Trial(exercise, "solution", Trial.Must.PASS, solution, check, given, signatures));
    trials.add(
        new Trial(
            exercise,
            "starter",
            Trial.Must.FAIL_OR_BE_UNWRITTEN,
            Source.in(exercise.starter()),
            check,
            given,
            signatures));
    for (Path mistake : JavaFiles.list(exercise.wrong())) {
      trials.add(
          new Trial(
              exercise,
              "wrong/" + mistake.getFileName(),
              Trial.Must.FAIL,
              Source.in(mistake).stream().map(source -> placed(exercise, source)).toList(),
              check,
              given,
              signatures));
    }
    for (Mutants.Mutant mutant : Mutants.of(solution, Source.in(exercise.starter()))) {
      trials.add(
          new Trial(
              exercise,
              mutant.what(),
              Trial.Must.NOT_PASS,
              mutant.sources(),
              check,
              given,
              signatures));
    }
    return new Draft(problems, trials);
  }

  /** A mistake's folder bears its name; its package is that of the exercise. */
  private static Source placed(Exercise exercise, Source source) {
    return new Source(exercise.work().resolve(source.file().getFileName()), source.text());
  }

  private static Map<String, byte[]> without(List<Source> answer, Map<String, byte[]> classes) {
    var rest = new HashMap<>(classes);
    rest.keySet().removeIf(name -> belongs(name, answer));
    return rest;
  }

  static boolean belongs(String className, List<Source> answer) {
    return answer.stream()
        .anyMatch(
            source ->
                className.equals(source.className())
                    || className.startsWith(source.className() + "$"));
  }
}
