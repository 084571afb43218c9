package example.elasticache.site.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Tells open pages that there is a new version: they ask, and are answered when there is one. */
final class LiveReload implements HttpHandler {
  static final String PATH = "/-/version/";

  private static final long PATIENCE_MILLIS = 20_000;
  private static final String SCRIPT =
      """
      <script>
      (async () => {
        let version = "%d";
        for (;;) {
          try {
            const answer = await (await fetch("%s" + version)).text();
            if (answer !== version) return location.reload();
          } catch {
            await new Promise((resolve) => setTimeout(resolve, 500));
          }
        }
      })();
      </script>
      </body>""";

  private long version = System.currentTimeMillis();

  /** Adds the script that asks. */
  String into(String page) {
    return page.replace("</body>", SCRIPT.formatted(current(), PATH));
  }

  synchronized void newVersion() {
    version++;
    notifyAll();
  }

  private synchronized long current() {
    return version;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String known = exchange.getRequestURI().getPath().substring(PATH.length());
    String now = Long.toString(awaitOtherThan(known));
    FileServer.send(
        exchange, 200, "text/plain; charset=utf-8", now.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized long awaitOtherThan(String known) throws IOException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    try {
      while (known.equals(Long.toString(version)) && System.currentTimeMillis() < end) {
        wait(Math.max(1, end - System.currentTimeMillis()));
      }
      return version;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted.", e);
    }
  }
}
