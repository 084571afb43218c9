package example.elasticache.devservices.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The Lambda Runtime API on loopback: one sandbox's runtime asks it for events and answers them.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final String FUNCTION_ARN =
      "arn:aws:lambda:eu-central-1:123456789012:function:local";

  static {
    // Read once, by the first HttpServer of the JVM; without it each answer waits 40 ms or more.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "runtime-api");
            thread.setDaemon(true);
            return thread;
          });
  private final BlockingQueue<Invocation> queue = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> unanswered = new ConcurrentHashMap<>();
  private final CompletableFuture<byte[]> initError = new CompletableFuture<>();
  private final CompletableFuture<Long> ready = new CompletableFuture<>();
  private final CompletableFuture<Long> listening = new CompletableFuture<>();
  private final CountDownLatch restored = new CountDownLatch(1);

  private RuntimeApi(HttpServer server) {
    this.server = server;
    server.createContext(ROOT, this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Opens a free port on loopback. */
  public static RuntimeApi start() {
    try {
      return new RuntimeApi(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException("The local Lambda Runtime API cannot open a port", e);
    }
  }

  /** Returns host and port, the value of {@code AWS_LAMBDA_RUNTIME_API}. */
  public String address() {
    return server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  /** Hands an event to the runtime; the answer comes when the function has returned or failed. */
  public CompletableFuture<Answer> invoke(byte[] event, Duration timeout) {
    var invocation =
        new Invocation(
            UUID.randomUUID().toString(),
            event.clone(),
            timeout,
            new CompletableFuture<>(),
            new CompletableFuture<>());
    unanswered.put(invocation.id(), invocation);
    queue.add(invocation);
    return invocation.answer();
  }

  /** Returns what the runtime reports, should it fail before its first invocation. */
  public CompletableFuture<byte[]> initError() {
    return initError.copy();
  }

  /** Returns when, by {@link System#nanoTime}, the runtime asked for an event or to be frozen. */
  public CompletableFuture<Long> ready() {
    return ready.copy();
  }

  /** Returns when, by {@link System#nanoTime}, the runtime asked for its first event. */
  public CompletableFuture<Long> listening() {
    return listening.copy();
  }

  /** Lets a runtime go on that waits to be restored from its snapshot. */
  public void restore() {
    restored.countDown();
  }

  /** Closes the port and fails the invocations that have no answer yet. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    unanswered
        .values()
        .forEach(i -> i.answer().completeExceptionally(new IOException("Runtime API closed")));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var call =
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI().getPath().substring(ROOT.length());
      switch (call) {
        case "GET invocation/next" -> next(exchange);
        case "GET restore/next" -> {
          ready.complete(System.nanoTime());
          restored.await();
          send(exchange, 200, new byte[0]);
        }
        case "POST init/error", "POST restore/error" -> {
          initError.complete(body);
          send(exchange, 202, new byte[0]);
        }
        default -> answer(exchange, call.split("/"), body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    long asked = System.nanoTime();
    ready.complete(asked);
    listening.complete(asked);
    var invocation = queue.take();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set("Lambda-Runtime-Invoked-Function-Arn", FUNCTION_ARN);
    // The time runs from here: an event that waited for a cold start has lost none of it.
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(Instant.now().plus(invocation.timeout()).toEpochMilli()));
    invocation.sent().complete(System.nanoTime());
    send(exchange, 200, invocation.event());
  }

  private void answer(HttpExchange exchange, String[] call, byte[] body) throws IOException {
    long came = System.nanoTime();
    boolean known =
        call.length == 3
            && call[0].equals("POST invocation")
            && (call[2].equals("response") || call[2].equals("error"));
    var invocation = known ? unanswered.remove(call[1]) : null;
    if (invocation == null) {
      send(exchange, 404, new byte[0]);
      return;
    }
    send(exchange, 202, new byte[0]);
    var took = Duration.ofNanos(came - invocation.sent().getNow(came));
    invocation.answer().complete(new Answer(body, call[2].equals("error"), took));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** What the function returned, or the error that it threw, in JSON, and how long that took. */
  public record Answer(byte[] body, boolean failed, Duration took) {}

  private record Invocation(
      String id,
      byte[] event,
      Duration timeout,
      CompletableFuture<Long> sent,
      CompletableFuture<Answer> answer) {}
}
