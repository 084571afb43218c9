package example.elasticache.devservices;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A Valkey or Redis server in a process of its own. */
public final class RedisServer implements Server {
  private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)\\.(\\d+)");

  private final ServerProcess process;
  private final Optional<SSLContext> tls;
  private final Optional<AclUser> operator;

  RedisServer(ServerProcess process, Optional<SSLContext> tls, Optional<AclUser> operator) {
    this.process = process;
    this.tls = tls;
    this.operator = operator;
  }

  /** The program to run, and what to call it. */
  record Program(Path file, String description) {}

  /** Returns whether there is a program to start, on the PATH or in a Maven artifact. */
  public static boolean available() {
    return program().isPresent();
  }

  /** Returns the program that serves best: one on the PATH from version 7, else Maven's. */
  static Optional<Program> program() {
    for (String name : List.of("valkey-server", "redis-server")) {
      Optional<Path> file = Engines.onPath(name);
      if (file.isPresent()) {
        String text = Engines.version(file.get(), "--version");
        Matcher version = VERSION.matcher(text);
        if (version.find() && Integer.parseInt(version.group(1)) >= 7) {
          // Some systems call Valkey redis-server as well.
          String engine = text.contains("Valkey") ? "Valkey " : "Redis ";
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
    return new RedisSetup().start(arguments);
  }

  /**
   * Sends one command and returns its reply: a String, a Long, a List, or null.
   *
   * <p>For set-up and inspection, with all rights whatever users the server has. An error reply is
   * a {@link ServerException}.
   */
  public Object call(String... command) {
    try (var connection = RedisConnection.open(address(), tls.orElse(null))) {
      if (operator.isPresent()) {
        connection.call("AUTH", operator.get().name(), operator.get().password());
      }
      return connection.call(command);
    } catch (IOException e) {
      throw new ServerException(description() + " does not answer: " + e.getMessage(), e);
    }
  }

  /** Returns one field of an INFO section, or an empty text. */
  public String info(String section, String field) {
    return call("INFO", section)
        .toString()
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** Returns its endpoint, without user and password. */
  public URI uri() {
    String scheme = tls.isPresent() ? "rediss" : "redis";
    return URI.create(scheme + "://127.0.0.1:" + address().getPort());
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
