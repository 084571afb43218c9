package example.elasticache.lambdacache;

import static example.elasticache.devservices.Service.REDIS;
import static java.nio.charset.StandardCharsets.UTF_8;

import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.lambda.RuntimeApi;
import example.elasticache.devservices.lambda.Sandbox;
import example.elasticache.lambdacache.demo.Events;
import example.elasticache.lambdacache.demo.ProductApi;
import example.elasticache.lambdacache.demo.SignatureCheck;
import example.elasticache.lambdacache.stages.SimpleHandler;
import example.elasticache.lambdacache.stages.UncachedHandler;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.ScanParams;

/** The story of the chapter: a function in its sandbox, and what each invocation costs. */
public final class Main {
  /** The faults are made on purpose, and the tables say what came of them. */
  private static final Logger LOG = Logger.getLogger(Main.class.getPackageName());

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SLOW = Duration.ofMillis(300);
  private static final Pattern ANSWER =
      Pattern.compile("\"statusCode\":(\\d+).*?\"X-Cache\":\"(\\w+)\"");
  private static final Caller ADA = new Caller("acme", "ada");
  private static final Caller GRACE = new Caller("acme", "grace");

  // tag::main[]
  public static void main(String[] args) throws Exception {
    LOG.setLevel(Level.OFF);
    var key = new SignatureCheck("ASIAEXAMPLE", "example-secret", "eu-central-1");
    try (var services = DevServices.start(REDIS);
        var upstream = ProductApi.signed(key);
        var redis = new Jedis(services.redis())) {
      Map<String, String> environment =
          Map.of(
              "UPSTREAM_URL", upstream.uri().toString(),
              "UPSTREAM_AUTH", "iam",
              "CACHE_URL", services.redis().toString(),
              "AWS_REGION", key.region(),
              "AWS_ACCESS_KEY_ID", key.accessKey(),
              "AWS_SECRET_ACCESS_KEY", key.secret(),
              "AWS_SESSION_TOKEN", "example-token");
      var story = new Main(services, upstream, environment, redis, System.out);
      story.run();
      story.forgetCopies();
      new StageLab(upstream, environment, System.out).run();
      story.forgetCopies();
    }
  }

  // end::main[]

  private final DevServices services;
  private final ProductApi upstream;
  private final Map<String, String> environment;
  private final Jedis redis;
  private final PrintStream out;

  private Main(
      DevServices services,
      ProductApi upstream,
      Map<String, String> environment,
      Jedis redis,
      PrintStream out) {
    this.services = services;
    this.upstream = upstream;
    this.environment = environment;
    this.redis = redis;
    this.out = out;
  }

  private void run() throws Exception {
    forgetCopies();
    simple();
    forgetCopies();
    coldStart();
    forgetCopies();
    try (var sandbox = sandbox(ApiCacheHandler.class).start()) {
      whole(sandbox);
      upstreamDown(sandbox);
      frozen(sandbox);
      cacheStopped(sandbox);
    }
    snapStart();
    together();
  }

  // tag::simple[]
  private void simple() {
    title("Stage 1: the answer is kept for an hour");
    try (var sandbox = sandbox(SimpleHandler.class).start()) {
      first("cold start, product 7", sandbox, "/products/7");
      next("product 7 again", sandbox, "/products/7");
      next("product 7 again", sandbox, "/products/7");
      next("the same, with ?currency=EUR", sandbox, "/products/7?currency=EUR");
    }
    out.println();
  }

  // end::simple[]

  private void coldStart() {
    title("What the cache's client adds to a cold start");
    try (var sandbox = sandbox(UncachedHandler.class).start()) {
      first("without a cache, product 1", sandbox, "/products/1");
      next("product 1 again", sandbox, "/products/1");
    }
    try (var sandbox = sandbox(ApiCacheHandler.class).start()) {
      first("with it, product 1", sandbox, "/products/1");
      next("product 1 again", sandbox, "/products/1");
    }
    out.println();
  }

  // tag::whole[]
  private void whole(Sandbox sandbox) {
    title("The whole: one question, one copy");
    first("cold start, product 7", sandbox, "/products/7");
    next("product 7 again", sandbox, "/products/7");
    next("the same, with ?currency=EUR", sandbox, "/products/7?currency=EUR");
    next("the same, with ?utm_source=mail", sandbox, "/products/7?utm_source=mail");
    next("product 0, which does not exist", sandbox, "/products/0");
    next("product 0 again", sandbox, "/products/0");
    next("price 7, for nobody", sandbox, "/prices/7");
    line("price 7, for Ada", "", sandbox, "/prices/7", ADA);
    line("price 7, for Ada again", "", sandbox, "/prices/7", ADA);
    line("price 7, for Grace", "", sandbox, "/prices/7", GRACE);
    next("/products/../admin", sandbox, "/products/../admin");
    out.println();
  }

  // end::whole[]

  private void upstreamDown(Sandbox sandbox) throws InterruptedException {
    title("The upstream API is down");
    upstream.header("Cache-Control", "max-age=1");
    next("product 20, to be kept for 1 s", sandbox, "/products/20");
    upstream.answerWith(503);
    Thread.sleep(1_100);
    next("product 20, a second later", sandbox, "/products/20");
    next("product 20 again, at once", sandbox, "/products/20");
    next("product 21, never seen", sandbox, "/products/21");
    upstream.forget();
    upstream.delay(SLOW);
    Thread.sleep(2_100); // longer than anybody is held off
    next("product 20, upstream is back", sandbox, "/products/20");
    out.println();
  }

  private void frozen(Sandbox sandbox) {
    title("The sandbox was frozen, and its connection has been cut");
    next("product 7, before", sandbox, "/products/7");
    sandbox.freeze();
    redis.clientKill(new ClientKillParams().type(ClientType.NORMAL));
    sandbox.thaw();
    next("product 7, first after the thaw", sandbox, "/products/7");
    next("product 7 again", sandbox, "/products/7");
    out.println();
  }

  private void cacheStopped(Sandbox sandbox) throws InterruptedException {
    title("The cache stops answering (SIGSTOP)");
    services.pause(REDIS);
    try {
      next("product 7", sandbox, "/products/7");
      next("product 7 again", sandbox, "/products/7");
    } finally {
      services.resume(REDIS);
    }
    Thread.sleep(1_600); // longer than the breaker stays open
    next("product 7, the cache goes on", sandbox, "/products/7");
    out.println();
  }

  private void snapStart() {
    title("SnapStart: restored from a snapshot in place of a cold start");
    try (var sandbox = sandbox(ApiCacheHandler.class).snapStart().start()) {
      Duration restore = sandbox.restore();
      line(
          "restored, product 7",
          "~%d ms".formatted(restore.toMillis()),
          sandbox,
          "/products/7",
          null);
      next("product 7 again", sandbox, "/products/7");
    }
    out.println();
  }

  private void together() {
    out.println("Four sandboxes want product 30 at once, and nobody has it");
    List<Sandbox> sandboxes = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        sandboxes.add(sandbox(ApiCacheHandler.class).start());
      }
      int before = upstream.calls().size();
      List<CompletableFuture<RuntimeApi.Answer>> answers = new ArrayList<>();
      for (Sandbox sandbox : sandboxes) {
        answers.add(sandbox.invokeLater(event("/products/30", null), TIMEOUT));
      }
      long answered = answers.stream().filter(a -> outcome(a.join()).startsWith("200")).count();
      out.printf(
          "  answered %d of 4, upstream calls %d%n%n", answered, upstream.calls().size() - before);
    } finally {
      sandboxes.forEach(Sandbox::close);
    }
  }

  private Sandbox.Builder sandbox(Class<?> handler) {
    upstream.forget();
    upstream.delay(SLOW);
    Sandbox.Builder builder = Sandbox.of(handler.getName());
    environment.forEach(builder::environment);
    return builder;
  }

  private void title(String title) {
    out.println(title);
    out.printf(
        "  %-31s %8s %10s  %-9s %s%n", "invocation", "init", "handler", "answer", "upstream calls");
  }

  private void first(String what, Sandbox sandbox, String path) {
    line(what, "~%d ms".formatted(sandbox.init().toMillis()), sandbox, path, null);
  }

  private void next(String what, Sandbox sandbox, String path) {
    line(what, "", sandbox, path, null);
  }

  private void line(String what, String init, Sandbox sandbox, String path, Caller caller) {
    int before = upstream.calls().size();
    RuntimeApi.Answer answer = sandbox.invoke(event(path, caller), TIMEOUT);
    out.printf(
        "  %-31s %8s %10s  %-9s %d%n",
        what,
        init,
        "~%.1f ms".formatted(answer.took().toNanos() / 1e6),
        outcome(answer),
        upstream.calls().size() - before);
  }

  private static String event(String path, Caller caller) {
    return Events.ofHttpApi(path, Optional.ofNullable(caller));
  }

  private static String outcome(RuntimeApi.Answer answer) {
    Matcher found = ANSWER.matcher(new String(answer.body(), UTF_8));
    if (answer.failed() || !found.find()) {
      return "failed";
    }
    return found.group(1) + (found.group(2).equals("none") ? "" : " " + found.group(2));
  }

  /** The server may be one of yours, with copies of an earlier run. */
  private void forgetCopies() {
    var ours = new ScanParams().match("api_answer:*").count(1_000);
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      var page = redis.scan(cursor, ours);
      page.getResult().forEach(redis::del);
      cursor = page.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
  }
}
