package example.elasticache.lambdacache;

import static example.elasticache.lambdacache.Gateway.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.RedisServer;
import example.elasticache.lambdacache.Gateway.Reply;
import example.elasticache.lambdacache.demo.ProductApi;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many sandboxes and one cache. */
@Timeout(180)
class SandboxesIT {
  private RedisServer server;
  private ProductApi api;
  private final List<CachedApi> sandboxes = new ArrayList<>();

  @BeforeEach
  void start() {
    server = RedisServer.start();
    api = ProductApi.open();
  }

  @AfterEach
  void stop() {
    sandboxes.forEach(CachedApi::close);
    api.close();
    server.close();
  }

  private List<CachedApi> sandboxes(int count) {
    Stream.generate(() -> Gateway.sandbox(api.uri(), cache())).limit(count).forEach(sandboxes::add);
    return sandboxes;
  }

  private URI cache() {
    return URI.create("redis://127.0.0.1:" + server.address().getPort());
  }

  private static List<Reply> all(int threads, List<? extends Callable<Reply>> calls)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> reply : pool.invokeAll(calls)) {
        replies.add(reply.get());
      }
      return replies;
    } finally {
      pool.shutdown();
    }
  }

  private long connections() {
    return Long.parseLong(server.info("clients", "connected_clients"));
  }

  @Test
  void fiftySandboxesThatMissAtOnceCostOneQuestion() throws Exception {
    api.delay(Duration.ofMillis(300));
    Stream.generate(() -> Gateway.patientSandbox(api.uri(), cache()))
        .limit(50)
        .forEach(sandboxes::add);
    sandboxes.forEach(CachedApi::connect);

    List<Reply> replies =
        all(
            50,
            sandboxes.stream().<Callable<Reply>>map(one -> () -> ask(one, "/products/7")).toList());

    assertThat(replies).extracting(Reply::status).containsOnly(200);
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void twoHundredSandboxesHaveTwoConnectionsEachAtMostAlsoAfterARestart() throws Exception {
    List<CachedApi> many = sandboxes(200);
    List<Callable<Reply>> everybody =
        many.stream().<Callable<Reply>>map(one -> () -> ask(one, "/products/7")).toList();
    all(16, everybody);
    assertThat(connections()).isBetween(100L, 2 * 200L);

    server.restart();
    List<Reply> after = all(16, everybody);
    List<Reply> later = all(16, everybody);

    assertThat(after).extracting(Reply::status).containsOnly(200);
    assertThat(later).extracting(Reply::cache).contains("hit");
    assertThat(connections()).isLessThanOrEqualTo(2 * 200L);
    assertThat(Long.parseLong(server.info("stats", "total_connections_received")))
        .isLessThanOrEqualTo(4 * 200L);
  }

  @Test
  void aSandboxStartsAndAnswersWithoutItsCacheAndFindsItLater() {
    server.kill();
    CachedApi function = sandboxes(1).get(0);
    function.connect();

    assertThat(ask(function, "/products/7")).extracting(Reply::status).isEqualTo(200);
    assertThat(function.faults(CacheFault.CUT)).isPositive();

    server.restart();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ask(function, "/products/7").cache().equals("hit"));
  }

  @Test
  void aCacheThatHangsCostsAQuestionAndNoError() {
    CachedApi function = sandboxes(1).get(0);
    ask(function, "/products/7");
    server.pause();
    try {
      for (int i = 0; i < 10; i++) {
        assertThat(ask(function, "/products/7"))
            .extracting(Reply::status, Reply::cache)
            .containsExactly(200, "miss");
      }
      assertThat(function.faults(CacheFault.LATE)).isPositive();
    } finally {
      server.resume();
    }
    await().until(() -> ask(function, "/products/7").cache().equals("hit"));
  }

  @Test
  void twoCallersAndAHundredPathsNeverSeeEachOthersAnswers() throws Exception {
    askForForeignBodies(5);
  }

  @Test
  @Tag("soak")
  void twoCallersAndAHundredPathsForAMinute() throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (System.nanoTime() < end) {
      askForForeignBodies(20);
      server.call("FLUSHALL");
    }
  }

  private void askForForeignBodies(int rounds) throws Exception {
    List<CachedApi> some = sandboxes.isEmpty() ? sandboxes(4) : sandboxes;
    List<Callable<Reply>> calls = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < 200; i++) {
        String name = i % 2 == 0 ? "ada" : "grace";
        int id = 1 + i / 2;
        CachedApi function = some.get((i + round) % some.size());
        calls.add(() -> ask(function, "/prices/" + id, new Caller("acme", name)));
        expected.add("{\"id\":\"" + id + "\",\"for\":\"acme/" + name + "\",\"price\":12.50}");
      }
    }

    List<Reply> replies = all(8, calls);

    IntStream.range(0, replies.size())
        .forEach(i -> assertThat(replies.get(i).body()).isEqualTo(expected.get(i)));
  }
}
