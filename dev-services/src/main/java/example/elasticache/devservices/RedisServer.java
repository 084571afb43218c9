package example.elasticache.devservices;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Valkey or Redis server in a process of its own. */
public final class RedisServer implements Server {
  private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)\\.(\\d+)");

  private final ServerProcess process;

  private RedisServer(ServerProcess process) {
    this.process = process;
  }

  /** The program to run, and what to call it. */
  record Program(Path file, String description) {}

  /** Returns the program that serves best: one on the PATH from version 7, else Maven's. */
  static Optional<Program> program() {
    for (String name : List.of("valkey-server", "redis-server")) {
      Optional<Path> file = Engines.onPath(name);
      if (file.isPresent()) {
        Matcher version = VERSION.matcher(Engines.version(file.get(), "--version"));
        if (version.find() && Integer.parseInt(version.group(1)) >= 7) {
          String engine = name.startsWith("valkey") ? "Valkey " : "Redis ";
          return Optional.of(
              new Program(file.get(), engine + version.group().substring(2) + ", " + file.get()));
        }
      }
    }
    return Engines.carriedRedis()
        .map(file -> new Program(file, "Redis 7.0.15, carried by Maven: no newer one on the PATH"));
  }

  /**
   * Starts a server on a free port; the arguments are redis-server's own, such as {@code
   * --maxmemory 1mb}.
   */
  public static RedisServer start(String... arguments) {
    return start(WorkFiles.newRunDirectory("redis"), arguments);
  }

  /** Starts a server in a directory that was prepared for it. */
  static RedisServer start(Path directory, String... arguments) {
    Program program =
        program()
            .orElseThrow(
                () -> new ServerException("No valkey-server or redis-server for this system."));
    for (int attempt = 1; ; attempt++) {
      int port = Ports.free();
      try {
        return new RedisServer(
            new ServerProcess(
                new ServerProcess.Program(
                    "redis",
                    program.description,
                    command(program.file, port, arguments),
                    (process, log) ->
                        log.contains("Ready to accept connections")
                            || log.contains("Sentinel ID is")),
                directory,
                port));
      } catch (ServerProcess.PortTakenException e) {
        if (attempt == 5) {
          throw new ServerException("No port stayed free for Redis.", e);
        }
        directory.toFile().mkdirs();
      }
    }
  }

  private static List<String> command(Path file, int port, String... arguments) {
    // Arguments that name the port themselves, as a TLS server does, use %PORT%.
    List<String> command = new ArrayList<>(List.of(file.toString()));
    boolean ownPort = false;
    List<String> own = new ArrayList<>();
    for (String argument : arguments) {
      ownPort |= argument.contains("%PORT%");
      own.add(argument.replace("%PORT%", Integer.toString(port)));
    }
    boolean ownConfiguration = !own.isEmpty() && !own.get(0).startsWith("--");
    if (ownConfiguration) {
      command.add(own.remove(0));
    }
    if (!ownPort) {
      command.addAll(List.of("--port", Integer.toString(port)));
    }
    command.addAll(List.of("--bind", "127.0.0.1", "--dir", "."));
    if (!ownConfiguration) {
      command.addAll(List.of("--save", "", "--appendonly", "no"));
    }
    command.addAll(own);
    return command;
  }

  /** Returns its endpoint without TLS. */
  public URI uri() {
    return URI.create("redis://127.0.0.1:" + address().getPort());
  }

  /** Returns the directory with its files: the log, snapshots, append-only files. */
  public Path directory() {
    return process.directory();
  }

  /** Returns its process. */
  public ProcessHandle handle() {
    return process.handle();
  }

  @Override
  public InetSocketAddress address() {
    return process.address();
  }

  @Override
  public String description() {
    return process.description();
  }

  @Override
  public void pause() {
    process.pause();
  }

  @Override
  public void resume() {
    process.resume();
  }

  @Override
  public void kill() {
    process.kill();
  }

  @Override
  public void restart() {
    process.restart();
  }

  @Override
  public void close() {
    process.close();
  }
}
