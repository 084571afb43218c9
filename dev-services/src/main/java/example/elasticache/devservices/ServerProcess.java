package example.elasticache.devservices;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** A server program in a process of its own. */
class ServerProcess implements Server {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  /** What to run, and how to tell that it is ready. */
  record Program(
      String name,
      String description,
      List<String> command,
      BiPredicate<ServerProcess, String> ready) {}

  private final Program program;
  private final Path directory;
  private final InetSocketAddress address;
  private Process process;
  private Reaper.Ward ward;

  /** Starts the program in its directory and returns when it is ready for clients. */
  ServerProcess(Program program, Path directory, int port) {
    this.program = program;
    this.directory = directory;
    this.address = new InetSocketAddress("127.0.0.1", port);
    start();
  }

  private void start() {
    Path log = log();
    try {
      Files.deleteIfExists(log);
      process =
          new ProcessBuilder(program.command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      WorkFiles.delete(directory);
      throw new ServerException("Could not run " + program.command.get(0) + ".", e);
    }
    try {
      ward = Reaper.watch(process, directory);
      awaitReady(log);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void awaitReady(Path log) {
    long limit = System.nanoTime() + START_LIMIT.toNanos();
    while (!program.ready.test(this, read(log))) {
      boolean dead = !process.isAlive();
      if (dead || System.nanoTime() > limit) {
        String lines = WorkFiles.lastLines(log, 12);
        String how = dead ? " ended while it started." : " did not get ready in 30 seconds.";
        throw portTaken(lines)
            ? new PortTakenException(program.name)
            : new ServerException(
                program.name + how + " The last lines of its log:\n" + lines.indent(2));
      }
      Processes.sleep(5);
    }
  }

  private static boolean portTaken(String log) {
    String text = log.toLowerCase(Locale.ROOT);
    return text.contains("address already in use") || text.contains("port is already");
  }

  /** Somebody took the port between our look and the server's start: try another one. */
  static final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String name) {
      super(name + " found its port taken.");
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private Path log() {
    return directory.resolve("server.log");
  }

  /** Returns the directory with the server's files. */
  final Path directory() {
    return directory;
  }

  /** Returns the process, for tests that look at it. */
  final ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public String description() {
    return program.description;
  }

  @Override
  public void pause() {
    Processes.signal("STOP", process.toHandle());
  }

  @Override
  public void resume() {
    Processes.signal("CONT", process.toHandle());
  }

  @Override
  public void kill() {
    Processes.kill(process);
  }

  @Override
  public void restart() {
    kill();
    ward.release();
    start();
  }

  @Override
  public void close() {
    Processes.kill(process);
    WorkFiles.delete(directory);
    if (ward != null) {
      ward.release();
    }
  }
}
