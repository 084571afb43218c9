package example.elasticache.lambdacache.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The API behind the function, on this machine: slow on purpose, and behind API Gateway's signature
 * check if it is to be.
 *
 * <p>{@code /prod/products/ID} is the same for everybody, {@code /prod/prices/ID} is not. The ids 1
 * to 999 exist.
 */
public final class ProductApi implements AutoCloseable {
  static {
    // Read once, by the first HttpServer of the JVM; without it each answer waits 40 ms or more.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "product-api");
            thread.setDaemon(true);
            return thread;
          });
  private final Optional<SignatureCheck> check;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, String> headers = new ConcurrentHashMap<>();
  private volatile String lastHeaders = "";
  private volatile CountDownLatch crowd = new CountDownLatch(0);
  private volatile Duration delay = Duration.ZERO;
  private volatile int status = 200;
  private volatile int price = 1250;

  private ProductApi(Optional<SignatureCheck> check) {
    this.check = check;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The product API cannot open a port.", e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Opens a free port on loopback, for everybody. */
  public static ProductApi open() {
    return new ProductApi(Optional.empty());
  }

  /** Opens a free port on loopback, and answers only what is signed. */
  public static ProductApi signed(SignatureCheck check) {
    return new ProductApi(Optional.of(check));
  }

  /** Returns where the function finds it, with the stage of the API. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prod");
  }

  /** Lets every answer take this long. */
  public void delay(Duration each) {
    delay = each;
  }

  /** Answers nobody before so many have asked. */
  public void awaitCrowd(int askers) {
    crowd = new CountDownLatch(askers);
  }

  /** Answers with this status from now on; 200 is what it usually does. */
  public void answerWith(int other) {
    status = other;
  }

  /** Adds a header to every answer from now on. */
  public void header(String name, String value) {
    headers.put(name, value);
  }

  /** Changes the price of everything, in cents. */
  public void price(int cents) {
    price = cents;
  }

  /** Returns what it was asked since {@link #forget}: path, query, and the caller if one was. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** Returns the headers of the last question, as they came. */
  public String lastHeaders() {
    return lastHeaders;
  }

  /** Forgets what it was asked, and answers as usual again. */
  public void forget() {
    calls.clear();
    headers.clear();
    crowd = new CountDownLatch(0);
    delay = Duration.ZERO;
    status = 200;
    price = 1250;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String caller = exchange.getRequestHeaders().getFirst("X-Caller");
      calls.add(exchange.getRequestURI() + (caller == null ? "" : " for " + caller));
      lastHeaders = exchange.getRequestHeaders().entrySet().toString();
      crowd.countDown();
      crowd.await();
      Thread.sleep(delay.toMillis());
      if (check.isPresent() && !check.get().accepts(exchange)) {
        send(exchange, 403, "{\"message\":\"Forbidden\"}");
      } else if (status != 200) {
        send(exchange, status, "{\"message\":\"as ordered\"}");
      } else {
        answer(exchange, exchange.getRequestURI().getPath().split("/"), caller);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, String[] path, String caller) throws IOException {
    boolean exists = path.length == 4 && path[3].matches("[1-9][0-9]{0,2}");
    if (!exists) {
      send(exchange, 404, "{\"message\":\"no such product\"}");
      return;
    }
    String cents = Integer.toString(price);
    String amount =
        cents.substring(0, cents.length() - 2) + "." + cents.substring(cents.length() - 2);
    if (path[2].equals("products")) {
      send(exchange, 200, "{\"id\":\"" + path[3] + "\",\"name\":\"Mug\",\"price\":" + amount + "}");
    } else {
      exchange.getResponseHeaders().set("Cache-Control", "private, max-age=600");
      send(
          exchange,
          200,
          "{\"id\":\"" + path[3] + "\",\"for\":\"" + caller + "\",\"price\":" + amount + "}");
    }
  }

  private void send(HttpExchange exchange, int code, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
