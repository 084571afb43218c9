package example.elasticache.sessions.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import example.elasticache.sessions.Attribute;
import example.elasticache.sessions.Session;
import example.elasticache.sessions.SessionId;
import example.elasticache.sessions.SessionStoreUnavailableException;
import example.elasticache.sessions.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small application with a login; it keeps nothing of its users in its own memory.
 *
 * <p>It speaks HTTP behind a balancer that speaks TLS to the browsers.
 */
public final class WebApplication implements AutoCloseable {
  private static final int THREADS = 32;
  private static final int LONGEST_FORM = 1024;

  private final String name;
  private final Sessions sessions;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  /** Starts on a free port of the loopback interface; the pages show the name. */
  public WebApplication(String name, Sessions sessions) {
    this.name = name;
    this.sessions = sessions;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("No port for instance " + name + ".", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  // tag::answer[]
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        route(exchange);
      } catch (SessionStoreUnavailableException e) {
        // Nobody knows who this is. Not "nobody": the cookie stays, and the user stays logged in.
        exchange.getResponseHeaders().set("Retry-After", "1");
        send(exchange, 503, Page.unavailable(name));
      } catch (IllegalArgumentException e) {
        send(exchange, 400, "");
      } catch (RuntimeException e) {
        System.err.println("Instance " + name + ": " + e);
        send(exchange, 500, "");
      }
    }
  }

  // end::answer[]

  private void route(HttpExchange exchange) throws IOException {
    Optional<SessionId> shown =
        SessionCookie.read(exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
    String path = exchange.getRequestURI().getPath();
    String request = exchange.getRequestMethod() + " " + path;
    if (request.startsWith("POST ") && fromAnotherSite(exchange)) {
      send(exchange, 403, "");
      return;
    }
    switch (request) {
      case "GET /" -> page(exchange, shown);
      case "POST /login" -> logIn(exchange, shown);
      case "POST /theme" -> chooseTheme(exchange, shown);
      case "POST /renew" -> renew(exchange, shown);
      case "POST /logout" -> logOut(exchange, shown);
      case "POST /logout-everywhere" -> logOutEverywhere(exchange, shown);
      default -> send(exchange, 404, "");
    }
  }

  /** Lax cookies go along with no other site's form; this also stops other hosts of our site. */
  private static boolean fromAnotherSite(HttpExchange exchange) {
    String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  // tag::page[]
  private void page(HttpExchange exchange, Optional<SessionId> shown) throws IOException {
    // A visitor without a cookie costs no command, and begins no session by looking.
    Optional<Session> session =
        shown
            .flatMap(sessions::find)
            .flatMap(found -> found.user().isEmpty() ? Optional.of(found) : countVisit(found));
    send(exchange, 200, Page.of(name, session));
  }

  private Optional<Session> countVisit(Session session) {
    return sessions.update(
        session,
        now -> {
          int visits = now.get(Attribute.VISITS).map(Integer::parseInt).orElse(0);
          return now.with(Attribute.VISITS, String.valueOf(visits + 1));
        });
  }

  // end::page[]

  // tag::login[]
  private void logIn(HttpExchange exchange, Optional<SessionId> shown) throws IOException {
    String user = field(exchange, "user");
    // Here a real application checks a password, or a passkey.
    redirectWith(exchange, SessionCookie.write(sessions.logIn(shown, user).id()));
  }

  private void logOut(HttpExchange exchange, Optional<SessionId> shown) throws IOException {
    // If the store does not answer, the user gets 503 and not a "good-bye" that is not true.
    shown.ifPresent(sessions::logOut);
    redirectWith(exchange, SessionCookie.clear());
  }

  // end::login[]

  private void logOutEverywhere(HttpExchange exchange, Optional<SessionId> shown)
      throws IOException {
    shown.flatMap(sessions::find).flatMap(Session::user).ifPresent(sessions::logOutEverywhere);
    redirectWith(exchange, SessionCookie.clear());
  }

  private void renew(HttpExchange exchange, Optional<SessionId> shown) throws IOException {
    Optional<Session> renewed = shown.flatMap(sessions::find).flatMap(sessions::renew);
    redirectWith(
        exchange,
        renewed.map(Session::id).map(SessionCookie::write).orElseGet(SessionCookie::clear));
  }

  private void chooseTheme(HttpExchange exchange, Optional<SessionId> shown) throws IOException {
    String theme = "to=dark".equals(exchange.getRequestURI().getQuery()) ? "dark" : "light";
    Session session = shown.flatMap(sessions::find).orElseGet(sessions::begin);
    Optional<Session> kept = sessions.update(session, now -> now.with(Attribute.THEME, theme));
    redirectWith(
        exchange, kept.map(Session::id).map(SessionCookie::write).orElseGet(SessionCookie::clear));
  }

  private static String field(HttpExchange exchange, String name) throws IOException {
    byte[] form = exchange.getRequestBody().readNBytes(LONGEST_FORM + 1);
    if (form.length <= LONGEST_FORM) {
      for (String pair : new String(form, UTF_8).split("&")) {
        if (pair.startsWith(name + "=")) {
          return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
        }
      }
    }
    throw new IllegalArgumentException("The form lacks " + name + ", or is too long.");
  }

  private static void redirectWith(HttpExchange exchange, String cookie) throws IOException {
    exchange.getResponseHeaders().set("Set-Cookie", cookie);
    exchange.getResponseHeaders().set("Location", "/");
    send(exchange, 303, "");
  }

  // tag::send[]
  private static void send(HttpExchange exchange, int status, String html) throws IOException {
    exchange.getRequestBody().readNBytes(LONGEST_FORM);
    var headers = exchange.getResponseHeaders();
    // No cache between here and the user may keep a page that is made for one user.
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Type", "text/html; charset=utf-8");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    byte[] body = html.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  // end::send[]

  /** Finishes the requests that it has begun, and ends. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdown();
  }
}
