package example.elasticache.devservices;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real memcached in a process of its own. */
public final class MemcachedServer extends ServerProcess {

  private MemcachedServer(Program program, Path directory, int port) {
    super(program, directory, port);
  }

  /** Returns the program, if the PATH has one. */
  public static Optional<Path> program() {
    return Engines.onPath("memcached");
  }

  /** Starts a server on a free port; the arguments are memcached's own, such as {@code -m 64}. */
  public static MemcachedServer start(String... arguments) {
    Path program = program().orElseThrow(() -> new ServerException("No memcached on the PATH."));
    String description = Engines.version(program, "-V") + ", " + program;
    for (int attempt = 1; ; attempt++) {
      int port = Ports.free();
      List<String> command = new ArrayList<>();
      command.addAll(
          List.of(program.toString(), "-l", "127.0.0.1", "-p", Integer.toString(port), "-U", "0"));
      if ("root".equals(System.getProperty("user.name"))) {
        command.addAll(List.of("-u", "root"));
      }
      command.addAll(List.of(arguments));
      try {
        return new MemcachedServer(
            new Program(
                "memcached",
                description,
                command,
                (server, log) -> server.handle().isAlive() && Processes.listens(server.address())),
            WorkFiles.newRunDirectory("memcached"),
            port);
      } catch (PortTakenException e) {
        if (attempt == 5) {
          throw new ServerException("No port stayed free for memcached.", e);
        }
      }
    }
  }
}
