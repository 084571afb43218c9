package example.elasticache.devservices;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a Docker engine answers; asked in milliseconds, and once per JVM. */
public final class Docker {

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
    Optional<SocketAddress> engine = engine();
    if (engine.isEmpty()) {
      return false;
    }
    var answer = CompletableFuture.supplyAsync(() -> ping(engine.get()));
    try {
      return answer.get(2, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException no) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean ping(SocketAddress engine) {
    var family =
        engine instanceof UnixDomainSocketAddress
            ? StandardProtocolFamily.UNIX
            : StandardProtocolFamily.INET;
    try (var channel = SocketChannel.open(family)) {
      channel.connect(engine);
      channel.write(
          ByteBuffer.wrap(
              "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      var reply = ByteBuffer.allocate(12);
      while (reply.hasRemaining() && channel.read(reply) >= 0) {}
      return new String(reply.array(), StandardCharsets.US_ASCII).matches("HTTP/1.\\d 200");
    } catch (IOException nobody) {
      return false;
    }
  }

  private static Optional<SocketAddress> engine() {
    String host = Settings.get("DOCKER_HOST").orElse("");
    if (host.startsWith("tcp://")) {
      URI uri = URI.create(host);
      return Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort()));
    }
    if (host.startsWith("unix://")) {
      return socket(Path.of(host.substring("unix://".length())));
    }
    Path home = Path.of(System.getProperty("user.home"));
    return List.of(
            Path.of("/var/run/docker.sock"),
            home.resolve(".docker/run/docker.sock"),
            home.resolve(".docker/desktop/docker.sock"))
        .stream()
        .flatMap(path -> socket(path).stream())
        .findFirst();
  }

  private static Optional<SocketAddress> socket(Path path) {
    return Files.exists(path) ? Optional.of(UnixDomainSocketAddress.of(path)) : Optional.empty();
  }

  private Docker() {}
}
