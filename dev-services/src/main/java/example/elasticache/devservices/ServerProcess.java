package example.elasticache.devservices;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** A server program in a process of its own. */
class ServerProcess implements Server {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final int RESTARTS = 10;

  /** What glibc, musl and Windows say. */
  private static final Pattern PORT_TAKEN =
      Pattern.compile(
          "address (already )?in use|only one usage of each socket address",
          Pattern.CASE_INSENSITIVE);

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
    try {
      start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
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
      throw new ServerException("Could not run " + program.command.get(0) + ".", e);
    }
    try {
      ward = Reaper.watch(process, directory);
      awaitReady(log);
    } catch (RuntimeException e) {
      Processes.kill(process);
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
    return PORT_TAKEN.matcher(log).find();
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
    for (int attempt = 1; ; attempt++) {
      kill();
      release();
      try {
        start();
        return;
      } catch (PortTakenException e) {
        // Another program that looks for a free port may have it for a moment.
        if (attempt == RESTARTS) {
          throw new ServerException(
              "Somebody took port " + address.getPort() + " while " + program.name + " was dead.",
              e);
        }
        Processes.sleep(200);
      }
    }
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
    WorkFiles.delete(directory);
    release();
  }

  private void release() {
    if (ward != null) {
      ward.release();
    }
  }
}
