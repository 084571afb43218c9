package example.elasticache.benchmarks;

import static example.elasticache.benchmarks.Variant.ours;
import static example.elasticache.benchmarks.Variant.theirs;
import static java.nio.charset.StandardCharsets.UTF_8;

import example.elasticache.benchmarks.peers.PojoFunction;
import example.elasticache.lambdacache.Budget;
import example.elasticache.lambdacache.CachedApi;
import example.elasticache.lambdacache.Copy;
import example.elasticache.lambdacache.EscapedJson;
import example.elasticache.lambdacache.Lease;
import example.elasticache.lambdacache.RedisAnswerCache;
import example.elasticache.lambdacache.Routes;
import example.elasticache.lambdacache.Settings;
import example.elasticache.lambdacache.demo.Events;
import example.elasticache.lambdacache.gateway.BadEventException;
import example.elasticache.lambdacache.gateway.GatewayEvents;
import example.elasticache.lambdacache.gateway.GatewayRequest;
import example.elasticache.lambdacache.gateway.GatewayResponses;
import example.elasticache.lambdacache.stages.SimpleApiCache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import redis.clients.jedis.RedisClient;

/** What a warm hit costs inside a Lambda handler, from event to answer, in raw GETs. */
final class FunctionCost implements AutoCloseable {
  /** About what an answer with a picture's address, a text and some prices has. */
  private static final String BODY =
      "{\"name\":\"Mug\",\"text\":\"" + "A mug for tea, coffee or ひやむぎ. ".repeat(50) + "\"}";

  private final Resources open = new Resources();
  private final List<Variant> variants;

  FunctionCost(URI endpoint) throws IOException {
    RedisClient redis = open.add(RawGet.client(endpoint));
    Map<String, String> environment =
        Map.of(
            // Nobody listens there: every answer is a hit, or the measurement stops.
            "UPSTREAM_URL",
            "http://127.0.0.1:1",
            "CACHE_URL",
            "redis://" + endpoint.getHost() + ":" + endpoint.getPort());
    var function = open.add(new CachedApi(Routes.SHOP, Settings.of(environment)));
    var simple =
        new SimpleApiCache(
            (request, budget) -> {
              throw new IllegalStateException("not a hit");
            },
            redis);
    byte[][] keys = fill(redis);
    String[] plain =
        LongStream.rangeClosed(0, Interleaved.USERS)
            .mapToObj(FunctionCost::plainKey)
            .toArray(String[]::new);
    byte[][] two = events(id -> Events.ofHttpApi("/products/" + id, Optional.empty()));
    byte[][] one = events(id -> Events.ofRestApi("/products/" + id, Optional.empty()));
    var pojo = new PojoFunction();
    variants =
        List.of(
            RawGet.by(id -> redis.get(keys[(int) id])),
            ours("whole", "The whole function", id -> answer(function, two[(int) id]))
                .withGoal(1.15),
            ours(
                "rest",
                "The same, for an event of a REST API",
                id -> answer(function, one[(int) id])),
            ours("simple", "Stage 1: parse, look, escape", id -> simple(simple, two[(int) id])),
            theirs(
                "pojo",
                "The event classes of AWS, and a GET",
                id -> pojo.answer(two[(int) id], request -> redis.get(plain[(int) id]))),
            theirs(
                "client-for-each",
                "A client for each event",
                id -> {
                  try (RedisClient client = RawGet.client(endpoint)) {
                    return client.get(keys[(int) id]);
                  }
                }));
  }

  private static String plainKey(long id) {
    return "api_answer:/products/" + id;
  }

  private static byte[][] fill(RedisClient redis) throws IOException {
    EscapedJson body = EscapedJson.of(BODY.getBytes(UTF_8));
    var cache =
        new RedisAnswerCache(
            redis, Duration.ofSeconds(7), Duration.ofHours(25), InstantSource.system());
    Instant anHour = Instant.now().plus(Duration.ofHours(1));
    byte[][] keys = new byte[Interleaved.USERS + 1][];
    for (int id = 0; id <= Interleaved.USERS; id++) {
      var call = Routes.SHOP.match(request(Events.ofHttpApi("/products/" + id, Optional.empty())));
      cache.keep(
          call,
          new Lease("benchmark"),
          new Copy(200, body, anHour, anHour),
          Budget.of(Duration.ofSeconds(10)));
      keys[id] = (RedisAnswerCache.PREFIX + "{" + call.key() + "}").getBytes(UTF_8);
      redis.set(plainKey(id), BODY);
    }
    return keys;
  }

  private static GatewayRequest request(String event) {
    try {
      return GatewayEvents.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
    } catch (BadEventException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[][] events(LongFunction<String> event) {
    return LongStream.rangeClosed(0, Interleaved.USERS)
        .mapToObj(id -> event.apply(id).getBytes(UTF_8))
        .toArray(byte[][]::new);
  }

  private static ByteArrayOutputStream answer(CachedApi function, byte[] event) {
    var answer = new ByteArrayOutputStream();
    try {
      function.handle(new ByteArrayInputStream(event), answer, Budget.of(Duration.ofSeconds(10)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return requireHit(answer);
  }

  private static ByteArrayOutputStream simple(SimpleApiCache cache, byte[] event) {
    var answer = new ByteArrayOutputStream();
    try {
      GatewayResponses.write(
          cache.answer(
              GatewayEvents.read(new ByteArrayInputStream(event)),
              Budget.of(Duration.ofSeconds(10))),
          answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadEventException e) {
      throw new IllegalStateException(e);
    }
    return requireHit(answer);
  }

  private static ByteArrayOutputStream requireHit(ByteArrayOutputStream answer) {
    // Anything else than a hit is a short text about what went wrong.
    if (answer.size() < BODY.length()) {
      throw new IllegalStateException("not a hit: " + answer.toString(UTF_8));
    }
    return answer;
  }

  /** Returns the ratios to a raw GET. */
  Measurement measure(int warmUp, int rounds) {
    return new Interleaved(variants)
        .measure("function-cost", "What a warm hit costs inside a function", warmUp, rounds);
  }

  /** Returns what is measured; the base comes first. */
  List<Variant> variants() {
    return variants;
  }

  @Override
  public void close() {
    open.close();
  }
}
