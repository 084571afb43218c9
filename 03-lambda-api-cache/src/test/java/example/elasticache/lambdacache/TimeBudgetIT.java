package example.elasticache.lambdacache;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.RedisServer;
import example.elasticache.lambdacache.Gateway.Reply;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** An invocation with 300 ms left is answered within 250, whatever hangs. */
@Isolated
@Timeout(60)
class TimeBudgetIT {
  private static final Duration LEFT = Duration.ofMillis(300);
  private static RedisServer server;
  private static ScriptedHttp upstream;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    upstream = ScriptedHttp.open();
    upstream.script((request, out) -> Thread.sleep(60_000));
  }

  @AfterAll
  static void stop() {
    upstream.close();
    server.close();
  }

  private static CachedApi sandbox() {
    CachedApi function =
        Gateway.sandbox(
            URI.create("http://127.0.0.1:" + upstream.port()),
            URI.create("redis://127.0.0.1:" + server.address().getPort()));
    function.connect();
    return function;
  }

  /** The best of three, because a busy machine may take its time with one. */
  private static void assertInTime(CachedApi function, String path) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3 && best > 250; i++) {
      long start = System.nanoTime();
      Reply reply = Gateway.ask(function, path + i, null, LEFT);
      best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
      assertThat(reply.status()).isEqualTo(504);
    }
    assertThat(best).isLessThanOrEqualTo(250);
  }

  @Test
  void whenTheUpstreamApiHangs() {
    try (CachedApi function = sandbox()) {
      Gateway.ask(function, "/products/0", null, LEFT); // loads the classes

      assertInTime(function, "/products/1");
    }
  }

  @Test
  void whenTheUpstreamApiAndTheCacheHang() {
    try (CachedApi function = sandbox()) {
      Gateway.ask(function, "/products/0", null, LEFT);
      server.pause();
      try {
        assertInTime(function, "/products/2");
      } finally {
        server.resume();
      }
    }
  }

  @Test
  void whenAnotherSandboxAsksAndHangs() {
    for (int id = 30; id < 33; id++) {
      String lease = "api_answer:v1:{products:" + id + ":currency=EUR&lang=en}:lease";
      server.call("SET", lease, "another sandbox's");
    }
    try (CachedApi function = sandbox()) {
      int before = upstream.connections();

      assertInTime(function, "/products/3");

      assertThat(upstream.connections()).isEqualTo(before);
    }
  }

  @Test
  void withoutAnyTimeNobodyIsAsked() {
    try (CachedApi function = sandbox()) {
      int before = upstream.connections();

      assertThat(Gateway.ask(function, "/products/4", null, Duration.ofMillis(10)).status())
          .isEqualTo(504);

      assertThat(upstream.connections()).isEqualTo(before);
    }
  }
}
