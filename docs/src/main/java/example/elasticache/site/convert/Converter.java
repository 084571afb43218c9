package example.elasticache.site.convert;

import example.elasticache.site.check.Problem;
import example.elasticache.site.source.Page;
import example.elasticache.site.source.Project;
import example.elasticache.site.source.RunNumbers;
import example.elasticache.site.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.Document;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Turns AsciiDoc into articles: one Asciidoctor for all pages, because each costs two seconds. */
public final class Converter implements AutoCloseable {
  // Held here, or the garbage collector takes its settings with it.
  private static final Logger CONSOLE = Logger.getLogger("asciidoctor");

  private static final List<String> HEADER_ATTRIBUTES =
      List.of("part", "order", "nav-title", "translates");

  private final Project project;
  private final Asciidoctor asciidoctor;
  private final List<LogRecord> log = new ArrayList<>();

  /** Warms Asciidoctor up and teaches it the macros of this site. */
  public Converter(Project project) {
    this.project = project;
    CONSOLE.setUseParentHandlers(false);
    asciidoctor = Asciidoctor.Factory.create();
    asciidoctor.registerLogHandler(log::add);
    asciidoctor
        .javaExtensionRegistry()
        .block(new PlantUmlBlock())
        .blockMacro(new TranscriptMacro(project))
        .blockMacro(new ChartMacro(project))
        .blockMacro(new ExerciseMacro(project))
        .blockMacro(new ExercisesMacro(project))
        .inlineMacro(new FactMacro());
  }

  /** Converts one page; what is wrong with it is told by the article. */
  public Article convert(Page page) {
    log.clear();
    List<Problem> problems = new ArrayList<>();

    List<String> source = linesOf(page);
    Document document = asciidoctor.load(String.join("\n", source) + "\n", options(page, problems));
    var listings = new Listings(source);
    listings.name(document);
    problems.addAll(listings.check(project.name(page.source())));
    Element body = Jsoup.parseBodyFragment(document.convert()).body();
    for (LogRecord entry : log) {
      if (isFatal(entry)) {
        problems.add(new Problem(where(entry, page, source), entry.getMessage()));
      }
    }
    Markup.mend(body, page.language());

    return new Article(
        page,
        text(document.getDoctitle()),
        text((String) document.getAttribute("description")),
        headerOf(document),
        body,
        List.copyOf(problems));
  }

  @Override
  public void close() {
    asciidoctor.shutdown();
  }

  private Options options(Page page, List<Problem> problems) {
    var attributes =
        Attributes.builder()
            .attribute("idprefix", "")
            .attribute("idseparator", "-")
            .attribute("experimental", "")
            .attribute("attribute-missing", "warn")
            .attribute("relfileprefix", page.upToLanguage())
            .attribute("docfile", slashes(page.source()))
            // Else a chapter, index.adoc, would take a link to the first page for one to itself.
            .attribute("docname", page.isChapter() ? page.key() + "/index" : page.key())
            .attribute("table-caption!", "")
            .attribute("figure-caption!", "")
            .attribute("example-caption!", "")
            .attribute("lang", page.language().code());
    page.module()
        .ifPresent(
            module -> {
              attributes.attribute("moduledir", slashes(module));
              attributes.attribute("module", module.getFileName().toString());
              numbers(module, page, problems).forEach(attributes::attribute);
            });
    return Options.builder()
        .safe(SafeMode.UNSAFE)
        .baseDir(page.source().getParent().toFile())
        .backend("html5")
        .standalone(false)
        .attributes(attributes.build())
        .build();
  }

  private Map<String, String> numbers(Path module, Page page, List<Problem> problems) {
    try {
      return RunNumbers.of(module);
    } catch (SourceException e) {
      problems.add(new Problem(project.name(page.source()), e.getMessage()));
      return Map.of();
    }
  }

  /** A reference that leads nowhere is only worth an INFO to Asciidoctor, and a mistake to us. */
  private static boolean isFatal(LogRecord entry) {
    return entry.getSeverity().compareTo(Severity.WARN) >= 0
        || entry.getMessage().startsWith("possible invalid reference");
  }

  private String where(LogRecord entry, Page page, List<String> source) {
    var cursor = entry.getCursor();
    if (cursor != null && cursor.getFile() != null) {
      String line = cursor.getLineNumber() > 0 ? ":" + cursor.getLineNumber() : "";
      return project.name(Path.of(cursor.getFile())) + line;
    }
    return project.name(page.source()) + lineOf(entry.getMessage(), source);
  }

  /** Asciidoctor does not say where a reference to an attribute or an id is; the text does. */
  private static String lineOf(String message, List<String> source) {
    String name = message.replaceAll(".*: ", "");
    Pattern reference = Pattern.compile("(\\{|<<|xref:#?)" + Pattern.quote(name) + "(}|,|>>|\\[)");
    for (int line = 0; line < source.size(); line++) {
      if (reference.matcher(source.get(line)).find()) {
        return ":" + (line + 1);
      }
    }
    return "";
  }

  private static List<String> linesOf(Page page) {
    try {
      return Files.readAllLines(page.source());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> headerOf(Document document) {
    Map<String, String> header = new TreeMap<>();
    for (String name : HEADER_ATTRIBUTES) {
      if (document.getAttribute(name) instanceof String value) {
        header.put(name, value);
      }
    }
    return header;
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
