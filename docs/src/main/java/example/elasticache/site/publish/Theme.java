package example.elasticache.site.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The look of the site: a page template, styles, scripts and fonts. */
final class Theme {
  private static final Pattern FONT = Pattern.compile("url\\((fonts/[^)]+)\\)");

  private final Path folder;

  Theme(Path folder) {
    this.folder = folder;
  }

  Template page() {
    return new Template(read("page.html"));
  }

  /** Returns the script that runs before the first paint. */
  String beforePaint() {
    return read("before-paint.js").strip();
  }

  /** Returns the mark of the site, to be part of a page. */
  String mark() {
    return read("mark.svg").strip();
  }

  /** Writes what all pages share. */
  void writeTo(Path assets) {
    for (String name : new String[] {"site.css", "site.js", "search.js", "mark.svg"}) {
      Output.write(assets.resolve(name), read(name));
    }
    Output.write(assets.resolve("fonts.css"), fonts());
  }

  /**
   * Puts the fonts into the style sheet: from a file, not every browser may load them beside it.
   */
  private String fonts() {
    return FONT.matcher(read("fonts.css"))
        .replaceAll(
            font ->
                Matcher.quoteReplacement(
                    "url(data:font/woff2;base64,%s)".formatted(base64(font.group(1)))));
  }

  private String base64(String name) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
