package example.elasticache.site.serve;

import example.elasticache.site.source.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that the site is made from, and which of them have changed.
 *
 * <p>It looks at their times instead of asking the system for events: that works on every file
 * system, also on shared and remote ones.
 */
final class Inputs {
  private record Stamp(long millis, long size) {}

  private final Project project;
  private Map<Path, Stamp> seen;

  Inputs(Project project) {
    this.project = project;
    this.seen = look();
  }

  /** Returns what was written, added or deleted since the last call. */
  Set<Path> changes() {
    Map<Path, Stamp> now = look();
    Set<Path> changed = new HashSet<>();
    now.forEach(
        (file, stamp) -> {
          if (!stamp.equals(seen.get(file))) {
            changed.add(file);
          }
        });
    seen.keySet().stream().filter(file -> !now.containsKey(file)).forEach(changed::add);
    seen = now;
    return changed;
  }

  private Map<Path, Stamp> look() {
    List<Path> roots = new ArrayList<>();
    roots.add(project.pagesFolder());
    roots.add(project.themeFolder());
    roots.add(project.root().resolve("benchmarks/results"));
    roots.add(project.root().resolve("work/progress.properties"));
    roots.add(project.root().resolve("pom.xml"));
    for (Path module : project.modules()) {
      roots.add(module.resolve("src"));
      roots.add(module.resolve("exercises"));
      roots.add(module.resolve("target/transcript.txt"));
    }
    Map<Path, Stamp> stamps = new HashMap<>();
    roots.forEach(root -> look(root, stamps));
    return stamps;
  }

  private static void look(Path root, Map<Path, Stamp> stamps) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isRegularFile()) {
          stamps.put(file, new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size()));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // A file went while we looked: the next look sees what is left.
      return;
    }
  }
}
