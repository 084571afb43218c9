package example.elasticache.sessions.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Stands where a load balancer stands: TLS towards the browsers, and each request to the next
 * instance.
 *
 * <p>It knows no session: no instance is anybody's own.
 */
public final class Balancer implements AutoCloseable {
  private static final List<String> TO_INSTANCE =
      List.of("Cookie", "Content-Type", "Sec-Fetch-Site", "Origin");
  private static final List<String> TO_BROWSER =
      List.of(
          "Set-Cookie",
          "Location",
          "Cache-Control",
          "Content-Type",
          "Content-Security-Policy",
          "Referrer-Policy",
          "X-Content-Type-Options",
          "Retry-After");
  private static final int LONGEST_BODY = 64 * 1024;

  private final List<InetSocketAddress> instances = new CopyOnWriteArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(32);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /** Starts on this port of the loopback interface, or on a free one for 0. */
  public Balancer(int port, SSLContext tls) {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The balancer found port " + port + " taken.", e);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(threads);
    server.createContext("/", this::forward);
    server.start();
  }

  /** Returns where browsers reach it. */
  public URI uri() {
    return URI.create("https://localhost:" + server.getAddress().getPort() + "/");
  }

  /** Gives requests to this instance from now on. */
  public void add(InetSocketAddress instance) {
    instances.add(instance);
  }

  /** Gives no more requests to this instance; those that it has, it finishes. */
  public void remove(InetSocketAddress instance) {
    instances.remove(instance);
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
      HttpResponse<byte[]> answer = ask(exchange, body);
      if (answer == null) {
        exchange.sendResponseHeaders(502, -1);
        return;
      }
      Headers headers = exchange.getResponseHeaders();
      TO_BROWSER.forEach(name -> headers.put(name, answer.headers().allValues(name)));
      headers.values().removeIf(List::isEmpty);
      headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // tag::ask[]
  /** Returns the answer of the first instance that gives one, or null. */
  private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws InterruptedException {
    for (int attempt = 0; attempt < 3 && !instances.isEmpty(); attempt++) {
      List<InetSocketAddress> all = List.copyOf(instances);
      InetSocketAddress instance = all.get(Math.floorMod(next.getAndIncrement(), all.size()));
      try {
        return client.send(request(exchange, instance, body), BodyHandlers.ofByteArray());
      } catch (ConnectException dead) {
        instances.remove(instance);
      } catch (IOException lost) {
        // It may have done what was asked before it died: only what changes nothing is repeated.
        if (!exchange.getRequestMethod().equals("GET")) {
          return null;
        }
      }
    }
    return null;
  }

  // end::ask[]

  private static HttpRequest request(
      HttpExchange exchange, InetSocketAddress instance, byte[] body) {
    URI asked = exchange.getRequestURI();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://"
                        + instance.getAddress().getHostAddress()
                        + ":"
                        + instance.getPort()
                        + asked.getRawPath()
                        + query))
            .timeout(Duration.ofSeconds(5))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (String name : TO_INSTANCE) {
      exchange
          .getRequestHeaders()
          .getOrDefault(name, List.of())
          .forEach(value -> request.header(name, value));
    }
    return request.build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
