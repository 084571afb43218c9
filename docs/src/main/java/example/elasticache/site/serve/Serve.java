package example.elasticache.site.serve;

import example.elasticache.site.Console;
import example.elasticache.site.convert.Converter;
import example.elasticache.site.publish.Site;
import example.elasticache.site.source.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Serves the site to its author, and builds it again after each change until it is interrupted.
 *
 * <p>Arguments: the root of the project, the folder to write, and the port.
 */
public final class Serve {
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final String SOURCES = "/-/source/";

  public static void main(String[] args) throws IOException, InterruptedException {
    var project = new Project(Path.of(args[0]));
    Path out = Path.of(args[1]).toAbsolutePath().normalize();
    Console.heading("The tutorial site, for its authors");
    var reload = new LiveReload();
    try (var converter = new Converter(project);
        var server = new FileServer(out, Integer.parseInt(args[2]), reload::into)) {
      server.with(LiveReload.PATH, reload).with(SOURCES, project.root());
      var site = new Site(project, converter, out, SOURCES);
      var inputs = new Inputs(project);
      long start = System.nanoTime();
      Console.tell(site.build(), server.address().toString(), System.nanoTime() - start);
      while (true) {
        Thread.sleep(LOOK_EVERY_MILLIS);
        Set<Path> changed = inputs.changes();
        if (!changed.isEmpty()) {
          start = System.nanoTime();
          Console.tellAgain(site.rebuild(changed), System.nanoTime() - start);
          reload.newVersion();
        }
      }
    }
  }

  private Serve() {}
}
