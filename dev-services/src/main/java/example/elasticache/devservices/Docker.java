package example.elasticache.devservices;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Whether a Docker engine answers; asked in milliseconds, and once per JVM. */
public final class Docker {
  private static final byte[] PING =
      "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_LINE = "HTTP/1.1 200".length();
  private static final int DEFAULT_PORT = 2375;

  /** Apart from the class itself: the thread that asks must not wait for a class being made. */
  private static final class Answer {
    static final boolean VALUE = ask();
  }

  /** Returns whether a Docker engine answers; the setting GALLERY_DOCKER=off says no for it. */
  public static boolean answers() {
    return Answer.VALUE;
  }

  private static boolean ask() {
    if (Settings.get("GALLERY_DOCKER").orElse("").equals("off")) {
      return false;
    }
    Optional<URI> engine = engine();
    return engine.isPresent() && answers(engine.get());
  }

  /** Returns whether an engine answers there within two seconds. */
  static boolean answers(URI engine) {
    var answer = CompletableFuture.supplyAsync(() -> ping(engine), Processes::inBackground);
    try {
      return answer.get(2, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException no) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean ping(URI engine) {
    try {
      byte[] reply =
          switch (engine.getScheme()) {
            case "unix" -> askSocket(Path.of(engine.getPath()));
            case "npipe" -> askPipe(engine.getPath());
            case "tcp", "http" -> askPort(engine);
            // Another scheme, such as ssh: only the docker command knows how to get there.
            default -> new byte[0];
          };
      return new String(reply, StandardCharsets.US_ASCII).matches("HTTP/1.\\d 200");
    } catch (IOException nobody) {
      return false;
    }
  }

  private static byte[] askSocket(Path path) throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(path));
      channel.write(ByteBuffer.wrap(PING));
      return Channels.newInputStream(channel).readNBytes(STATUS_LINE);
    }
  }

  private static byte[] askPipe(String path) throws IOException {
    if (!Engines.isWindows()) {
      // Elsewhere it would be a plain file, and opening would make it.
      return new byte[0];
    }
    // In a URL npipe:////./pipe/docker_engine, on Windows \\.\pipe\docker_engine.
    try (var pipe = new RandomAccessFile(path.replace('/', '\\'), "rw")) {
      pipe.write(PING);
      byte[] reply = new byte[STATUS_LINE];
      pipe.readFully(reply);
      return reply;
    }
  }

  private static byte[] askPort(URI engine) throws IOException {
    int port = engine.getPort() < 0 ? DEFAULT_PORT : engine.getPort();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(engine.getHost(), port), 2_000);
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(PING);
      return socket.getInputStream().readNBytes(STATUS_LINE);
    }
  }

  /** Returns where the engine is: where DOCKER_HOST says, else at the first usual place. */
  static Optional<URI> engine() {
    Optional<String> host = Settings.get("DOCKER_HOST");
    if (host.isPresent()) {
      try {
        return Optional.of(URI.create(host.get())).filter(uri -> uri.getScheme() != null);
      } catch (IllegalArgumentException unreadable) {
        return Optional.empty();
      }
    }
    if (Engines.isWindows()) {
      return Optional.of(URI.create("npipe:////./pipe/docker_engine"));
    }
    Path home = Path.of(System.getProperty("user.home"));
    return Stream.of(
            // Linux, and macOS where Docker Desktop or another engine claims the usual place.
            Optional.of(Path.of("/var/run/docker.sock")),
            // Rootless.
            Settings.get("XDG_RUNTIME_DIR").map(run -> Path.of(run, "docker.sock")),
            // Docker Desktop on macOS and on Linux.
            Optional.of(home.resolve(".docker/run/docker.sock")),
            Optional.of(home.resolve(".docker/desktop/docker.sock")))
        .flatMap(Optional::stream)
        .filter(Files::exists)
        .map(path -> URI.create("unix://" + path.toUri().getRawPath()))
        .findFirst();
  }

  /** Returns a docker command that talks to the engine that was asked. */
  static ProcessBuilder command(String... arguments) {
    List<String> words = new ArrayList<>(List.of("docker"));
    words.addAll(List.of(arguments));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    engine().ifPresent(uri -> builder.environment().putIfAbsent("DOCKER_HOST", uri.toString()));
    return builder;
  }

  private Docker() {}
}
