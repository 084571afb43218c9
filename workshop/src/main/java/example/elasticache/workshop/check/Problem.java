package example.elasticache.workshop.check;

import java.nio.file.Path;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * An error of the compiler.
 *
 * @param file where it is, or null if it is nowhere in particular
 * @param column counted from 1, as the line is
 */
public record Problem(Path file, long line, long column, String sourceLine, String message) {

  static Problem of(Diagnostic<? extends JavaFileObject> diagnostic) {
    String message = oneLine(diagnostic.getMessage(Locale.ENGLISH));
    if (diagnostic.getSource() instanceof Source.InMemory memory
        && diagnostic.getLineNumber() > 0) {
      Source source = memory.source();
      String line =
          source.text().lines().skip(diagnostic.getLineNumber() - 1).findFirst().orElse("");
      return new Problem(
          source.file(), diagnostic.getLineNumber(), diagnostic.getColumnNumber(), line, message);
    }
    return new Problem(null, 0, 0, "", message);
  }

  /** The compiler puts the name that it does not find on lines of their own. */
  private static String oneLine(String message) {
    return message
        .replaceAll("\\R\\s*symbol:\\s*", ": ")
        .replaceAll("\\R\\s*location:[^\\n]*", "")
        .replaceAll("\\s*\\R\\s*", "; ");
  }
}
