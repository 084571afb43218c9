package example.elasticache.devservices.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A stand-in for S3 that answers what a test tells it, and remembers what it was asked. */
public final class ScriptedS3 implements AutoCloseable {

  /** What it was asked: the path is as it came, with nothing decoded. */
  public record Request(String method, String rawPath, Map<String, String> headers) {

    /** Returns a header of the request. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** What it answers: a status and headers, without a body, as to a HEAD. */
  public record Answer(int status, Map<String, String> headers) {

    /** Returns an answer without further headers. */
    public static Answer of(int status) {
      return new Answer(status, Map.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "scripted-s3");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Deque<Answer> next = new ArrayDeque<>();
  private volatile Function<Request, Answer> otherwise;

  private ScriptedS3(Function<Request, Answer> otherwise) {
    // Else each answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.otherwise = otherwise;
    try {
      InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
      server = HttpServer.create(new InetSocketAddress(loopback, 0), 128);
    } catch (IOException e) {
      throw new UncheckedIOException("No port for a scripted S3.", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Starts one that gives every request this answer. */
  public static ScriptedS3 answering(Answer always) {
    return new ScriptedS3(request -> always);
  }

  /** Starts one that decides by the request. */
  public static ScriptedS3 answering(Function<Request, Answer> script) {
    return new ScriptedS3(script);
  }

  /** Gives every further request this answer. */
  public void answer(Answer always) {
    otherwise = request -> always;
  }

  /** Gives the next requests these answers, one each, and then goes on as before. */
  public void answerNext(Answer... answers) {
    synchronized (next) {
      next.addAll(List.of(answers));
    }
  }

  /** Returns the endpoint for clients, which have to name buckets in the path. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Returns what it was asked so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              plain(exchange.getRequestHeaders()));
      requests.add(request);
      exchange.getRequestBody().readAllBytes();
      Answer answer = nextAnswer().orElseGet(() -> otherwise.apply(request));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), -1);
    }
  }

  private Optional<Answer> nextAnswer() {
    synchronized (next) {
      return Optional.ofNullable(next.poll());
    }
  }

  private static Map<String, String> plain(Headers headers) {
    Map<String, String> plain = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> plain.put(name, String.join(",", values)));
    return plain;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
