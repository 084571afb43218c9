package example.elasticache.sessions.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A browser without a screen: it keeps cookies, follows redirects, and says what it saw. */
public final class Browser {

  /** What a page showed; the user is empty on the page for nobody. */
  public record Seen(int status, String instance, Optional<String> user, int visits) {}

  private final URI site;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client;

  /** Opens a browser that trusts the site's certificate. */
  public Browser(URI site, SSLContext tls) {
    this.site = site;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(tls)
            .cookieHandler(cookies)
            .followRedirects(Redirect.NORMAL)
            .build();
  }

  /** Looks at the page. */
  public Seen visit() {
    return send(HttpRequest.newBuilder(site).GET());
  }

  /** Logs in, and looks at the page that follows. */
  public Seen logIn(String user) {
    return post("login", "user=" + user);
  }

  /** Sends a form, and looks at the page that follows. */
  public Seen post(String path, String form) {
    return send(
        HttpRequest.newBuilder(site.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private Seen send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
      String page = answer.body();
      return new Seen(
          answer.statusCode(),
          shown("instance", page).orElse("?"),
          shown("user", page),
          shown("visits", page).map(Integer::parseInt).orElse(0));
    } catch (IOException e) {
      return new Seen(0, "?", Optional.empty(), 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Seen(0, "?", Optional.empty(), 0);
    }
  }

  private static Optional<String> shown(String id, String page) {
    Matcher element = Pattern.compile(" id=\"" + id + "\">([^<]*)<").matcher(page);
    return element.find() ? Optional.of(element.group(1)) : Optional.empty();
  }

  /** Returns the value of the session's cookie, if the browser has one. */
  public Optional<String> cookie() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(SessionCookie.NAME))
        .map(java.net.HttpCookie::getValue)
        .findFirst();
  }
}
