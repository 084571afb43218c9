package example.elasticache.workshop;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Where the runner writes: plain text, with colours on a terminal that wants them. */
final class Console {
  private static final int WIDTH = 96;

  private final PrintStream out;
  private final boolean colours;

  Console(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** Returns whether this terminal wants colours; NO_COLOR and TERM=dumb say no. */
  static boolean wantsColours(boolean terminal, Map<String, String> environment) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    return terminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb")
        // An old console window would show the codes themselves.
        && (!windows || environment.containsKey("WT_SESSION") || environment.containsKey("TERM"));
  }

  void line() {
    out.println();
  }

  void line(String text) {
    out.println(text);
  }

  /** Prints a text of many lines, each wrapped and moved in. */
  void block(int indent, String text) {
    boolean inItem = false;
    for (String line : text.strip().lines().toList()) {
      boolean item = line.startsWith("* ") || line.startsWith(". ");
      inItem = item || (inItem && !line.isBlank());
      int own = line.length() - line.stripLeading().length();
      // An item goes on below its text, not below its mark.
      wrapped(indent + own + (inItem && !item ? 2 : 0), item ? "  " : "", line.strip());
    }
  }

  private void wrapped(int indent, String hang, String line) {
    String margin = " ".repeat(indent);
    var row = new StringBuilder();
    for (String word : line.split(" ")) {
      if (row.length() > 0 && indent + row.length() + 1 + word.length() > WIDTH) {
        out.println(margin + marked(row.toString()));
        row.setLength(0);
        row.append(hang);
      } else if (row.length() > 0) {
        row.append(' ');
      }
      row.append(word);
    }
    out.println(row.isEmpty() ? "" : margin + marked(row.toString()));
  }

  /** Shows AsciiDoc's `code` as a colour, or as it is. */
  private String marked(String text) {
    return colours ? text.replaceAll("`([^`]+)`", "\033[36m$1\033[0m") : text;
  }

  String bold(String text) {
    return coloured("1", text);
  }

  String green(String text) {
    return coloured("32", text);
  }

  String red(String text) {
    return coloured("31", text);
  }

  String yellow(String text) {
    return coloured("33", text);
  }

  String faint(String text) {
    return coloured("2", text);
  }

  private String coloured(String code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
