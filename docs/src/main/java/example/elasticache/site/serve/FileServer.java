package example.elasticache.site.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Serves a folder to this machine only. */
public final class FileServer implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "adoc", "text/plain; charset=utf-8");

  private final HttpServer server;

  /** Starts at the port; 0 takes a free one. Pages pass through the operator on their way out. */
  public FileServer(Path folder, int port, UnaryOperator<String> pages) throws IOException {
    // Without it, each answer waits 40 ms for an acknowledgement. It is read at the first server.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "site");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", exchange -> answer(exchange, folder, pages));
    server.start();
  }

  /** Serves another folder under a path that starts and ends with a slash. */
  public FileServer with(String path, Path folder) {
    server.createContext(path, exchange -> answer(exchange, folder, UnaryOperator.identity()));
    return this;
  }

  /** Lets something else answer under a path. */
  FileServer with(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return this;
  }

  /** Returns the address of the first page. */
  public URI address() {
    return URI.create("http://localhost:%d/".formatted(server.getAddress().getPort()));
  }

  InetAddress boundTo() {
    return server.getAddress().getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, Path folder, UnaryOperator<String> pages)
      throws IOException {
    String prefix = exchange.getHttpContext().getPath();
    String path = exchange.getRequestURI().getPath().substring(prefix.length());
    Optional<Path> file = file(folder, path);
    if (file.isEmpty()) {
      send(
          exchange,
          404,
          "text/plain; charset=utf-8",
          "Not found.\n".getBytes(StandardCharsets.UTF_8));
      return;
    }
    String name = file.get().getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1);
    byte[] bytes = Files.readAllBytes(file.get());
    if (extension.equals("html")) {
      String page = pages.apply(new String(bytes, StandardCharsets.UTF_8));
      bytes = page.getBytes(StandardCharsets.UTF_8);
    }
    send(exchange, 200, TYPES.getOrDefault(extension, "application/octet-stream"), bytes);
  }

  private static Optional<Path> file(Path folder, String path) {
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder)) {
      return Optional.empty();
    }
    if (Files.isDirectory(file)) {
      file = file.resolve("index.html");
    }
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      boolean bodyWanted = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, bodyWanted ? body.length : -1);
      if (bodyWanted) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
