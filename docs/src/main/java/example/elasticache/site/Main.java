package example.elasticache.site;

import example.elasticache.site.convert.Converter;
import example.elasticache.site.publish.Site;
import example.elasticache.site.source.Project;
import java.nio.file.Path;

/**
 * Builds the tutorial site.
 *
 * <p>Arguments: the root of the project, and the folder to write.
 */
public final class Main {

  /** Ends with status 1 when something keeps the site from being written. */
  public static void main(String[] args) {
    long start = System.nanoTime();
    var project = new Project(Path.of(args[0]));
    Path out = Path.of(args[1]).toAbsolutePath().normalize();
    Console.heading("The tutorial site");
    try (var converter = new Converter(project)) {
      var site = new Site(project, converter, out, System.getProperty("site.edit", ""));
      Site.Result result = site.build();
      Console.tell(result, project.name(out.resolve("index.html")), System.nanoTime() - start);
      System.exit(result.problems().isEmpty() ? 0 : 1);
    }
  }

  private Main() {}
}
