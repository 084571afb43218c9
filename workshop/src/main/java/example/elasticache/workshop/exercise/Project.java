package example.elasticache.workshop.exercise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The project: its chapters, and the exercises that they have.
 *
 * @param root the folder with the root POM
 */
public record Project(Path root) {
  private static final Pattern EXERCISE = Pattern.compile("(e([1-9]\\d?))\\.properties");
  private static final Pattern NAME = Pattern.compile("<name>(?:\\d\\d )?([^<]+)</name>");

  /** Returns the chapters that have exercises, in order. */
  public List<Path> modules() {
    return JavaFiles.list(root).stream()
        .filter(folder -> folder.getFileName().toString().matches("\\d\\d-.+"))
        .filter(folder -> !exercises(folder).isEmpty())
        .toList();
  }

  /** Returns the exercises of a chapter, in order. */
  public List<Exercise> exercises(Path module) {
    return JavaFiles.list(module.resolve("exercises")).stream()
        .map(file -> EXERCISE.matcher(file.getFileName().toString()))
        .filter(Matcher::matches)
        .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.group(2))))
        .map(name -> Exercise.read(module, name.group(1)))
        .toList();
  }

  /** Returns all exercises, in the order of the book. */
  public List<Exercise> exercises() {
    return modules().stream().flatMap(module -> exercises(module).stream()).toList();
  }

  /** Returns the chapter's title, as its POM has it. */
  public String title(Path module) {
    Path pom = module.resolve("pom.xml");
    Matcher name = NAME.matcher(Files.exists(pom) ? JavaFiles.read(pom) : "");
    return name.find() ? name.group(1) : module.getFileName().toString();
  }

  /** Returns the chapter that the text names by its number, the start of its name, or all of it. */
  public Optional<Path> module(String text) {
    return modules().stream()
        .filter(folder -> !text.isEmpty() && folder.getFileName().toString().startsWith(text))
        .findFirst();
  }

  /** Returns the exercise with this key, such as 01-rds-cache-aside/e1. */
  public Optional<Exercise> exercise(String key) {
    return exercises().stream().filter(exercise -> exercise.key().equals(key)).findFirst();
  }

  /** Returns the path as a learner would type it from the project's folder. */
  public String show(Path path) {
    Path shown = path.startsWith(root) ? root.relativize(path) : path;
    return shown.toString();
  }
}
