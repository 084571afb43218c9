package example.elasticache.site.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The project as the site sees it: where its pages are, and what they are made from. */
public final class Project {
  private final Path root;

  /** The root is the folder that holds the numbered modules. */
  public Project(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Returns the folder that holds the numbered modules. */
  public Path root() {
    return root;
  }

  /** Returns the folder of the pages that belong to no chapter. */
  public Path pagesFolder() {
    return root.resolve("docs/src/site");
  }

  /** Returns the folder of the template, the styles, the scripts and the fonts. */
  public Path themeFolder() {
    return root.resolve("docs/src/main/theme");
  }

  /** Returns the numbered modules, in order. */
  public List<Path> modules() {
    return list(root, "\\d\\d-[a-z0-9-]+").stream()
        .filter(module -> Files.exists(module.resolve("pom.xml")))
        .toList();
  }

  /** Returns the module of that name. */
  public Path module(String name) {
    return modules().stream()
        .filter(module -> module.getFileName().toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new SourceException("There is no module " + name + "."));
  }

  /** Returns every page in every language that it exists in. */
  public List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    for (Path source : list(pagesFolder(), "[a-z0-9-]+\\.adoc")) {
      String key = source.getFileName().toString().replace(".adoc", "");
      editions(key, pagesFolder(), key, Optional.empty(), pages);
    }
    for (Path module : modules()) {
      String key = module.getFileName().toString();
      editions(key, module.resolve("src/docs"), "index", Optional.of(module), pages);
    }
    return pages;
  }

  /** Returns the path of a file as the author knows it, from the root of the project. */
  public String name(Path file) {
    return root.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }

  private static void editions(
      String key, Path folder, String name, Optional<Path> module, List<Page> pages) {
    for (Language language : Language.values()) {
      Path source = folder.resolve(name + language.suffix());
      if (Files.exists(source)) {
        pages.add(new Page(language, key, source, module));
      }
    }
  }

  static List<Path> list(Path folder, String namePattern) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(namePattern))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
