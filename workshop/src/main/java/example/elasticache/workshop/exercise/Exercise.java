package example.elasticache.workshop.exercise;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * One exercise, as its files describe it.
 *
 * @param module the folder of the chapter that it belongs to
 * @param name its name within the chapter, such as {@code e1}; also its Java package
 * @param needs the servers that its check uses, such as {@code redis}
 * @param hints from a nudge to nearly the answer
 */
public record Exercise(
    Path module, String name, String title, int minutes, List<String> needs, List<String> hints) {

  /** The package of helpers that the checks of a chapter share. */
  public static final String KIT = "kit";

  /** Reads the exercise; {@link WorkshopException} says what its description lacks. */
  public static Exercise read(Path module, String name) {
    Path file = module.resolve("exercises").resolve(name + ".properties");
    var settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new WorkshopException("Cannot read " + file + ".", e);
    }
    List<String> hints = new ArrayList<>();
    while (settings.containsKey("hint." + (hints.size() + 1))) {
      hints.add(settings.getProperty("hint." + (hints.size() + 1)).strip());
    }
    String minutes = required(settings, "minutes", file);
    if (!minutes.matches("[1-9]\\d?")) {
      throw new WorkshopException(
          file.getFileName() + ": minutes is a number from 1 to 99, not \"" + minutes + "\".");
    }
    if (!settings.containsKey("needs")) {
      throw new WorkshopException(
          file.getFileName() + " does not say what it needs; \"needs=\" means no server.");
    }
    return new Exercise(
        module,
        name,
        required(settings, "title", file),
        Integer.parseInt(minutes),
        Stream.of(settings.getProperty("needs").split("[,\\s]+"))
            .filter(s -> !s.isEmpty())
            .toList(),
        hints);
  }

  private static String required(Properties settings, String key, Path file) {
    String value = settings.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw new WorkshopException(file.getFileName() + " has no " + key + ".");
    }
    return value;
  }

  /** Returns the name under which its progress is kept, such as 01-rds-cache-aside/e1. */
  public String key() {
    return module.getFileName() + "/" + name;
  }

  /** Returns the chapter's number, such as 01. */
  public String chapter() {
    return module.getFileName().toString().substring(0, 2);
  }

  /** Returns the task, in AsciiDoc. */
  public Path task() {
    return exercises().resolve(name + ".adoc");
  }

  /** Returns the folder with what the learner begins with. */
  public Path starter() {
    return exercises().resolve("starter").resolve(name);
  }

  /** Returns the folder with the worked answer. */
  public Path solution() {
    return exercises().resolve("solution").resolve(name);
  }

  /** Returns the folder with the check. */
  public Path check() {
    return exercises().resolve("check").resolve(name);
  }

  /** Returns the folder with the helpers that the chapter's checks share; it may not exist. */
  public Path kit() {
    return exercises().resolve("check").resolve(KIT);
  }

  /** Returns the folder with one folder for each known mistake. */
  public Path wrong() {
    return exercises().resolve("wrong").resolve(name);
  }

  /** Returns the folder with the learner's own copy. */
  public Path work() {
    return module.resolve("work").resolve(name);
  }

  private Path exercises() {
    return module.resolve("exercises");
  }
}
