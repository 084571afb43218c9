package example.elasticache.lambdacache;

import example.elasticache.lambdacache.Answer.Source;
import example.elasticache.lambdacache.connection.CacheClient;
import example.elasticache.lambdacache.demo.Events;
import example.elasticache.lambdacache.demo.ProductApi;
import example.elasticache.lambdacache.gateway.BadEventException;
import example.elasticache.lambdacache.gateway.GatewayEvents;
import example.elasticache.lambdacache.stages.KeyedApiCache;
import example.elasticache.lambdacache.stages.SelectiveApiCache;
import example.elasticache.lambdacache.stages.SimpleApiCache;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;

/** Does the same bad things to each stage, and shows what comes of them. */
final class StageLab {
  private static final Duration BUDGET = Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofSeconds(7);
  private static final int CROWD = 20;
  private static final Caller ADA = new Caller("acme", "ada");
  private static final Caller GRACE = new Caller("acme", "grace");

  private final ProductApi api;
  private final Map<String, String> environment;
  private final PrintStream out;
  private int base;

  StageLab(ProductApi api, Map<String, String> environment, PrintStream out) {
    this.api = api;
    this.environment = environment;
    this.out = out;
  }

  void run() throws Exception {
    var settings = Settings.of(environment);
    var upstream = new HttpUpstream(settings.upstream(), settings.signer(), Duration.ofSeconds(20));
    var clock = InstantSource.system();
    var policy =
        new CachePolicy(Duration.ofHours(1), Duration.ofSeconds(30), Duration.ofHours(24), clock);
    out.println("What each stage makes of a bad day");
    row("stage", "Ada's price", "question in", "a cookie", "max-age over,", "20 at");
    row("", "for Grace", "5 spellings", "", "upstream down", "once");
    show("1 an hour for all", () -> stage(settings, r -> new SimpleApiCache(upstream, r)));
    show(
        "2 the right key", () -> stage(settings, r -> new KeyedApiCache(Routes.SHOP, upstream, r)));
    show(
        "3 what is kept",
        () ->
            stage(
                settings,
                r ->
                    new SelectiveApiCache(
                        Routes.SHOP,
                        upstream,
                        new RedisAnswerCache(r, LEASE, policy.longest(), clock),
                        policy,
                        clock)));
    show(
        "4 the whole",
        () -> {
          // Twenty at once are late by themselves on a small machine: they are counted, not timed.
          var api = new CachedApi(Routes.SHOP, settings, BUDGET, BUDGET);
          return new Sandbox(api, api);
        });
    out.println();
  }

  /** One sandbox, with a client of its own. */
  private record Sandbox(Answers answers, AutoCloseable client) {}

  private static Sandbox stage(Settings settings, Function<UnifiedJedis, Answers> stage) {
    CacheClient client = settings.client();
    return new Sandbox(stage.apply(client.jedis()), client);
  }

  private void show(String stage, Supplier<Sandbox> sandboxes) throws Exception {
    Sandbox sandbox = sandboxes.get();
    Answers answers = sandbox.answers();
    // Other products than the stage before: nothing is left of its copies.
    base += 100;
    row(
        stage,
        anothersPrice(answers),
        spellings(answers),
        cookie(answers),
        down(answers),
        crowd(sandboxes, answers instanceof CachedApi));
    sandbox.client().close();
  }

  private void row(Object... cells) {
    out.println(String.format("  %-17s  %-11s  %-11s  %-8s  %-13s  %s", cells).stripTrailing());
  }

  private String anothersPrice(Answers answers) {
    api.forget();
    ask(answers, "/prices/" + (base + 1), ADA);
    Answer grace = ask(answers, "/prices/" + (base + 1), GRACE);
    return grace.body().unescaped().contains("acme/grace") ? "not shown" : "shown";
  }

  private String spellings(Answers answers) {
    api.forget();
    String path = "/products/" + (base + 2);
    for (String query :
        List.of("", "?currency=EUR", "?lang=en&currency=EUR", "?utm=7", "?currency=EUR&lang=en")) {
      ask(answers, path + query, null);
    }
    return api.calls().size() == 1 ? "1 load" : api.calls().size() + " loads";
  }

  private String cookie(Answers answers) {
    api.forget();
    api.header("Set-Cookie", "session=ada");
    ask(answers, "/products/" + (base + 3), null);
    return ask(answers, "/products/" + (base + 3), null).source() == Source.HIT
        ? "kept"
        : "not kept";
  }

  private String down(Answers answers) throws InterruptedException {
    api.forget();
    api.header("Cache-Control", "max-age=1");
    ask(answers, "/products/" + (base + 4), null);
    Thread.sleep(1_100);
    api.answerWith(503);
    try {
      return switch (ask(answers, "/products/" + (base + 4), null).source()) {
        case HIT -> "old, as fresh";
        case STALE -> "old, as stale";
        default -> "?";
      };
    } catch (UpstreamException e) {
      return "error";
    }
  }

  private String crowd(Supplier<Sandbox> sandboxes, boolean together) throws Exception {
    api.forget();
    if (together) {
      api.delay(Duration.ofMillis(500));
    } else {
      // Nobody gets an answer before all have asked: what chance would do now and then, always.
      api.awaitCrowd(CROWD);
    }
    List<Sandbox> crowd = Stream.generate(sandboxes).limit(CROWD).toList();
    ExecutorService threads = Executors.newFixedThreadPool(CROWD);
    try {
      List<Callable<Answer>> calls = new ArrayList<>();
      crowd.forEach(one -> calls.add(() -> ask(one.answers(), "/products/" + (base + 5), null)));
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        answer.get();
      }
    } finally {
      threads.shutdown();
      for (Sandbox sandbox : crowd) {
        sandbox.client().close();
      }
    }
    return api.calls().size() == 1 ? "1 load" : api.calls().size() + " loads";
  }

  private static Answer ask(Answers answers, String pathAndQuery, Caller caller) {
    String event = Events.ofHttpApi(pathAndQuery, Optional.ofNullable(caller));
    try {
      return answers.answer(
          GatewayEvents.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8))),
          Budget.of(BUDGET));
    } catch (BadEventException e) {
      throw new IllegalStateException("The lab's own event is broken.", e);
    }
  }
}
