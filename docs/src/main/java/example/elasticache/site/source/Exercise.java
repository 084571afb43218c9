package example.elasticache.site.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One exercise of the workshop, as its files describe it.
 *
 * @param id its name within the module, such as {@code e1}
 * @param task the lines of AsciiDoc that say what to do
 * @param starter what the learner begins with: for each file the part to work on
 * @param solution the worked answer, each file whole
 */
public record Exercise(
    Path module,
    String id,
    String title,
    String minutes,
    String needs,
    List<String> task,
    List<String> hints,
    List<SourceFile> starter,
    List<SourceFile> solution) {

  /** A file and the lines of it that are shown. */
  public record SourceFile(String name, List<String> lines) {}

  /** Reads one exercise; a translated file beside an original is taken where there is one. */
  public static Exercise of(Path module, String id, Language language) {
    Path folder = module.resolve("exercises");
    Path file = folder.resolve(id + ".properties");
    if (!Files.exists(file)) {
      throw new SourceException(
          "%s has no exercise %s: exercises/%s.properties is missing."
              .formatted(module.getFileName(), id, id));
    }
    Map<String, String> settings = RunNumbers.load(file);
    Path translated = folder.resolve(id + "." + language.code() + ".properties");
    if (language.isTranslation() && Files.exists(translated)) {
      settings.putAll(RunNumbers.load(translated));
    }
    return new Exercise(
        module,
        id,
        required(settings, "title", file),
        required(settings, "minutes", file),
        settings.getOrDefault("needs", ""),
        task(folder, id, language),
        hints(settings),
        files(folder.resolve("starter").resolve(id)).stream().map(Exercise::partToDo).toList(),
        files(folder.resolve("solution").resolve(id)));
  }

  /** Returns every exercise of a module, in order. */
  public static List<Exercise> all(Path module, Language language) {
    return Project.list(module.resolve("exercises"), "e\\d+\\.properties").stream()
        .map(file -> file.getFileName().toString().replace(".properties", ""))
        .map(id -> of(module, id, language))
        .toList();
  }

  /** Returns the name under which progress is kept. */
  public String key() {
    return module.getFileName() + "/" + id;
  }

  /** Returns the number of the chapter, as the workshop's commands take it. */
  public String chapter() {
    return module.getFileName().toString().substring(0, 2);
  }

  private static String required(Map<String, String> settings, String name, Path file) {
    String value = settings.get(name);
    if (value == null || value.isBlank()) {
      throw new SourceException(file.getFileName() + " has no " + name + ".");
    }
    return value;
  }

  private static List<String> task(Path folder, String id, Language language) {
    Path translated = folder.resolve(id + language.suffix());
    Path file = Files.exists(translated) ? translated : folder.resolve(id + ".adoc");
    return Files.exists(file) ? lines(file) : List.of();
  }

  private static List<String> hints(Map<String, String> settings) {
    List<String> hints = new ArrayList<>();
    while (settings.containsKey("hint." + (hints.size() + 1))) {
      hints.add(settings.get("hint." + (hints.size() + 1)));
    }
    return hints;
  }

  private static List<SourceFile> files(Path folder) {
    return Project.list(folder, ".*\\.java").stream()
        .map(file -> new SourceFile(file.getFileName().toString(), lines(file)))
        .toList();
  }

  /** Returns the members of the class that hold a TODO, or the whole file if none does. */
  private static SourceFile partToDo(SourceFile file) {
    List<String> lines = file.lines();
    List<String> parts = new ArrayList<>();
    int shown = 0;
    for (int line = 0; line < lines.size(); line++) {
      if (line >= shown && lines.get(line).contains("TODO")) {
        int start = startOfMember(lines, line);
        shown = endOfMember(lines, line) + 1;
        parts.add(String.join("\n", lines.subList(start, shown)).stripIndent());
      }
    }
    return parts.isEmpty()
        ? file
        : new SourceFile(file.name(), String.join("\n\n", parts).lines().toList());
  }

  /** A member stands two blanks in, and its comment and annotations right above it. */
  private static int startOfMember(List<String> lines, int within) {
    int start = within;
    while (start > 0 && !lines.get(start).matches("  [^ }].*")) {
      start--;
    }
    while (start > 0 && lines.get(start - 1).matches("  +[^ }].*")) {
      start--;
    }
    return start;
  }

  private static int endOfMember(List<String> lines, int within) {
    int end = within;
    while (end < lines.size() - 1 && !lines.get(end).equals("  }")) {
      end++;
    }
    return end;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
