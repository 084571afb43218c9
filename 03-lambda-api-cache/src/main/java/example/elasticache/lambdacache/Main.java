package example.elasticache.lambdacache;

import static example.elasticache.devservices.Service.REDIS;
import static java.nio.charset.StandardCharsets.UTF_8;

import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.lambda.RuntimeApi;
import example.elasticache.devservices.lambda.Sandbox;
import example.elasticache.lambdacache.demo.Events;
import example.elasticache.lambdacache.demo.ProductApi;
import example.elasticache.lambdacache.stages.SimpleHandler;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The story of the chapter: a function in its sandbox, and what each invocation costs. */
public final class Main {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  // tag::main[]
  public static void main(String[] args) {
    try (var services = DevServices.start(REDIS);
        var upstream = ProductApi.open()) {
      new Main(services, upstream, System.out).run();
    }
  }

  // end::main[]

  private final DevServices services;
  private final ProductApi upstream;
  private final PrintStream out;

  private Main(DevServices services, ProductApi upstream, PrintStream out) {
    this.services = services;
    this.upstream = upstream;
    this.out = out;
  }

  private void run() {
    upstream.delay(Duration.ofMillis(300));
    simple();
  }

  private void simple() {
    title("Stage 1: the answer is kept for an hour");
    try (var sandbox = sandbox(SimpleHandler.class).start()) {
      first("cold start, product 7", sandbox, "/products/7?currency=EUR");
      next("product 7 again", sandbox, "/products/7?currency=EUR");
      next("product 7 again", sandbox, "/products/7?currency=EUR");
      next("product 8", sandbox, "/products/8?currency=EUR");
    }
    out.println();
  }

  private Sandbox.Builder sandbox(Class<?> handler) {
    return Sandbox.of(handler.getName())
        .environment("UPSTREAM_URL", upstream.uri().toString())
        .environment("CACHE_URL", services.redis().toString());
  }

  private void title(String title) {
    out.println(title);
    out.printf(
        "  %-34s %9s %10s  %-8s  %s%n",
        "invocation", "init", "handler", "answer", "upstream calls");
  }

  private void first(String what, Sandbox sandbox, String path) {
    line(what, "~%d ms".formatted(sandbox.init().toMillis()), sandbox, path);
  }

  private void next(String what, Sandbox sandbox, String path) {
    line(what, "", sandbox, path);
  }

  private void line(String what, String init, Sandbox sandbox, String path) {
    int before = upstream.calls().size();
    RuntimeApi.Answer answer = sandbox.invoke(Events.ofHttpApi(path, Optional.empty()), TIMEOUT);
    out.printf(
        "  %-34s %9s %10s  %-8s  %d%n",
        what,
        init,
        "~%.1f ms".formatted(answer.took().toNanos() / 1e6),
        outcome(answer),
        upstream.calls().size() - before);
  }

  private static String outcome(RuntimeApi.Answer answer) {
    String json = new String(answer.body(), UTF_8);
    if (answer.failed()) {
      return "failed";
    }
    Matcher status =
        Pattern.compile("\"statusCode\":(\\d+).*?\"X-Cache\":\"(\\w+)\"").matcher(json);
    return status.find() ? status.group(1) + " " + status.group(2) : "?";
  }
}
