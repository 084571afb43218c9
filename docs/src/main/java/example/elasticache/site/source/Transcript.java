package example.elasticache.site.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a chapter's program printed when it last ran.
 *
 * @param module the folder of the chapter's module
 */
public record Transcript(Path module, List<String> lines) {

  /** Reads the transcript that the run has left. */
  public static Transcript of(Path module) {
    Path file = module.resolve("target/transcript.txt");
    if (!Files.exists(file)) {
      throw new SourceException(
          "There is no transcript of %s yet. Run it: %s"
              .formatted(module.getFileName(), command(module)));
    }
    try {
      return new Transcript(module, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns everything that was printed. */
  public String text() {
    return String.join("\n", lines).stripTrailing();
  }

  /** Returns the lines from the one that is the title up to the next blank line. */
  public String part(String title) {
    int start = lines.indexOf(title);
    if (start < 0) {
      throw new SourceException(
          "The transcript of %s has no part \"%s\"; it has %s. Run it again: %s"
              .formatted(module.getFileName(), title, titles(), command(module)));
    }
    return lines.stream()
        .skip(start)
        .takeWhile(line -> !line.isBlank())
        .collect(Collectors.joining("\n"));
  }

  /** Returns the command that makes a module's transcript. */
  public static String command(Path module) {
    return "mvn -pl %s -am".formatted(module.getFileName());
  }

  private String titles() {
    List<String> titles = new ArrayList<>();
    boolean afterBlank = true;
    for (String line : lines) {
      if (afterBlank && !line.isBlank()) {
        titles.add('"' + line + '"');
      }
      afterBlank = line.isBlank();
    }
    return String.join(", ", titles);
  }
}
