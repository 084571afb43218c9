package example.elasticache.workshop.verify;

import example.elasticache.workshop.exercise.Exercise;
import example.elasticache.workshop.exercise.JavaFiles;
import example.elasticache.workshop.exercise.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the files of exercises must look like before anything is compiled. */
public final class FileRules {
  private static final int FEWEST_HINTS = 3;
  private static final int FEWEST_MISTAKES = 3;
  private static final Set<String> SERVERS = Set.of("redis", "memcached", "mysql");
  private static final Set<String> FOLDERS = Set.of("starter", "solution", "check", "wrong");

  /** Returns what is out of place among the files of a chapter's exercises. */
  public static List<String> problems(Project project, Path module) {
    List<String> problems = new ArrayList<>();
    List<Exercise> exercises = project.exercises(module);
    Set<String> names = exercises.stream().map(Exercise::name).collect(Collectors.toSet());
    for (int number = 1; number <= exercises.size(); number++) {
      if (!names.contains("e" + number)) {
        problems.add("e" + number + " is missing: the numbers have no gaps");
      }
    }
    for (Path file : JavaFiles.list(module.resolve("exercises"))) {
      String name = file.getFileName().toString();
      // A translation stands beside its original: e1.ja.properties, e1_ja.adoc.
      boolean known =
          FOLDERS.contains(name)
              || names.contains(name.replaceAll("([._]\\w\\w)?\\.(properties|adoc)$", ""));
      if (!known) {
        problems.add("stray file: " + project.show(file));
      }
    }
    for (String folder : FOLDERS) {
      for (Path file : JavaFiles.list(module.resolve("exercises").resolve(folder))) {
        String name = file.getFileName().toString();
        if (!names.contains(name) && !(folder.equals("check") && name.equals(Exercise.KIT))) {
          problems.add("stray file: " + project.show(file));
        }
      }
    }
    return problems;
  }

  /** Returns what an exercise's files lack, or have too much. */
  static List<String> problems(Exercise exercise) {
    List<String> problems = new ArrayList<>();
    description(exercise, problems);
    Set<String> answer = names(exercise.solution(), problems);
    same("starter", answer, names(exercise.starter(), problems), problems);
    names(exercise.check(), problems);
    if (JavaFiles.in(exercise.check()).stream()
        .noneMatch(f -> f.toString().endsWith("Test.java"))) {
      problems.add("check: there is no class whose name ends in Test");
    }
    List<Path> mistakes = JavaFiles.list(exercise.wrong());
    if (mistakes.size() < FEWEST_MISTAKES) {
      problems.add(
          "wrong: there are " + mistakes.size() + " known mistakes, at least 3 are wanted");
    }
    for (Path mistake : mistakes) {
      same("wrong/" + mistake.getFileName(), answer, names(mistake, problems), problems);
    }
    if (count(exercise.starter(), "TODO") == 0) {
      problems.add("starter: there is no TODO that says where to begin");
    }
    if (count(exercise.solution(), "TODO") > 0) {
      problems.add("solution: there is a TODO left");
    }
    return problems;
  }

  private static void description(Exercise exercise, List<String> problems) {
    if (!Files.exists(exercise.task()) || JavaFiles.read(exercise.task()).isBlank()) {
      problems.add(exercise.name() + ".adoc: there is no task");
    }
    if (exercise.hints().size() < FEWEST_HINTS) {
      problems.add(
          exercise.name()
              + ".properties: there are "
              + exercise.hints().size()
              + " hints, at least 3 are wanted");
    }
    if (new HashSet<>(exercise.hints()).size() < exercise.hints().size()
        || exercise.hints().contains("")) {
      problems.add(exercise.name() + ".properties: a hint is empty, or is there twice");
    }
    for (String need : exercise.needs()) {
      if (!SERVERS.contains(need)) {
        problems.add(exercise.name() + ".properties: no server is called " + need);
      }
    }
  }

  private static void same(
      String what, Set<String> answer, Set<String> found, List<String> problems) {
    if (!found.equals(answer)) {
      problems.add(what + ": its files are " + found + ", but the solution's are " + answer);
    }
  }

  /** Returns the names of the Java files in a folder, and reports whatever else lies there. */
  private static Set<String> names(Path folder, List<String> problems) {
    Set<String> names = new TreeSet<>();
    for (Path file : JavaFiles.list(folder)) {
      String name = file.getFileName().toString();
      if (!Files.isRegularFile(file) || !name.endsWith(".java")) {
        problems.add("stray file: " + folder.getFileName() + "/" + name);
      } else {
        names.add(name);
      }
    }
    if (names.isEmpty()) {
      problems.add(
          "no Java file in " + folder.getParent().getFileName() + "/" + folder.getFileName());
    }
    return names;
  }

  private static long count(Path folder, String word) {
    return JavaFiles.in(folder).stream()
        .filter(file -> JavaFiles.read(file).contains(word))
        .count();
  }

  private FileRules() {}
}
