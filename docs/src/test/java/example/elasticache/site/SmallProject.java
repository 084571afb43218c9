package example.elasticache.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A project of two pages and one chapter, in which everything is right until a test spoils it. */
public final class SmallProject {
  public static final String INDEX = "docs/src/site/index.adoc";
  public static final String SOURCES = "docs/src/site/sources.adoc";
  public static final String CHAPTER = "01-demo/src/docs/index.adoc";
  public static final String TRANSCRIPT = "01-demo/target/transcript.txt";

  private final Path root;

  /** Writes the project into an empty folder. */
  public SmallProject(Path root) {
    this.root = root;
    reset();
  }

  /** Returns the folder of the project. */
  public Path root() {
    return root;
  }

  /** Brings everything back to what is right. */
  public void reset() {
    delete("01-demo");
    delete("docs/src/site");
    delete("benchmarks");
    delete("work");
    write(
        INDEX,
        """
        = Home
        :description: The first page.

        Read xref:01-demo/index.adoc#read[the chapter].
        """);
    write(
        SOURCES,
        """
        = Sources
        :description: Where it is from.
        :part: reference

        * [[fact-engines]]There are three engines.
        * [[fact-price]]It costs something. [.second-hand]#second-hand#
        """);
    write("01-demo/pom.xml", "<project/>");
    write(
        "01-demo/src/main/java/Demo.java",
        """
        class Demo {
          // tag::read[]
          String read() {
            return "copy";
          }
          // end::read[]
        }
        """);
    write(
        CHAPTER,
        """
        = Demo
        :description: A chapter.
        ifndef::moduledir[:moduledir: ../..]

        Engines.fact:engines[] Price.fact:price[]
        Back to xref:index.adoc[].

        [#read]
        == Read

        [source,java]
        ----
        include::{moduledir}/src/main/java/Demo.java[tag=read,indent=0]
        ----

        transcript::01-demo[part="Stage 1"]

        It ended with {hits} hits.

        [plantuml,alt="App asks cache"]
        ----
        participant app
        participant cache <<cache>>
        app -> cache : get
        ----
        """);
    write("01-demo/src/docs/numbers.properties", "hits=hits (\\\\d+)\n");
    write(TRANSCRIPT, "Stage 1\n  read   cache\n  hits 3\n\nStage 2\n  hits 4\n");
  }

  /** Writes a file. */
  public void write(String name, String text) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds lines to a file. */
  public void append(String name, String text) {
    write(name, read(name) + "\n" + text);
  }

  /** Replaces a part of a file that must be there. */
  public void replace(String name, String part, String by) {
    String text = read(name);
    if (!text.contains(part)) {
      throw new IllegalArgumentException(name + " has no " + part);
    }
    write(name, text.replace(part, by));
  }

  /** Returns the text of a file. */
  public String read(String name) {
    try {
      return Files.readString(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a file or a folder. */
  public void delete(String name) {
    Path start = root.resolve(name);
    if (!Files.exists(start)) {
      return;
    }
    try (Stream<Path> files = Files.walk(start)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
