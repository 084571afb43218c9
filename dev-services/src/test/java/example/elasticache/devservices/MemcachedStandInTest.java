package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.rubyeye.xmemcached.autodiscovery.AutoDiscoveryCacheClientBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemcachedStandInTest implements MemcachedContract {
  private static MemcachedStandIn server;

  @BeforeAll
  static void start() {
    server = MemcachedStandIn.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public InetSocketAddress address() {
    return server.address();
  }

  @Test
  void anItemExpiresByTheClock() throws IOException {
    Instant[] now = {Instant.parse("2026-11-24T00:00:00Z")};
    try (var clocked = MemcachedStandIn.start(() -> now[0]);
        var talk = new RawConversation(clocked.address())) {
      talk.send("set a 0 10 1\r\n1\r\n");
      talk.readLine();

      now[0] = now[0].plusSeconds(9);
      talk.send("get a\r\n");
      assertThat(talk.readLine()).startsWith("VALUE");
      talk.readLine();
      talk.readLine();
      now[0] = now[0].plusSeconds(1);
      talk.send("get a\r\n");

      assertThat(talk.readLine()).isEqualTo("END");
    }
  }

  @Test
  void theLeastRecentlyUsedItemIsForgottenWhenMemoryRunsOut() {
    var store = new MemcachedStore(Instant::now, 1_000);
    for (int i = 0; i < 5; i++) {
      store.set("key" + i, 0, new byte[100], 0);
    }
    store.get("key0");

    for (int i = 5; i < 8; i++) {
      store.set("key" + i, 0, new byte[100], 0);
    }

    assertThat(store.get("key0")).isPresent();
    assertThat(store.get("key1")).isEmpty();
    assertThat(store.bytes()).isLessThanOrEqualTo(1_000);
    assertThat(store.evictions).isPositive();
  }

  @Test
  void anyNodeNamesItsWholeCluster() throws IOException {
    var nodes =
        List.of(
            new InetSocketAddress("localhost", 11211), new InetSocketAddress("localhost", 11212));
    try (var node = MemcachedStandIn.start(() -> nodes);
        var talk = new RawConversation(node.address())) {
      talk.send("config get cluster\r\n");

      assertThat(talk.readLine()).isEqualTo("CONFIG cluster 0 54");
      assertThat(talk.readLine()).isEqualTo("1");
      assertThat(talk.readLine()).isEqualTo("localhost|127.0.0.1|11211 localhost|127.0.0.1|11212");
    }
  }

  @Test
  void aClientWithAutoDiscoveryFindsTheNodes() throws Exception {
    var client = new AutoDiscoveryCacheClientBuilder(server.address()).build();
    try {
      client.set("a", 10, "one");
      assertThat(client.<String>get("a")).isEqualTo("one");
      assertThat(client.getAvailableServers())
          .extracting(InetSocketAddress::getPort)
          .containsExactly(server.address().getPort());
    } finally {
      client.shutdown();
    }
  }

  @Test
  void aPausedServerAnswersNothingUntilItGoesOn() throws IOException {
    try (var paused = MemcachedStandIn.start();
        var talk = new RawConversation(paused.address())) {
      paused.pause();
      talk.patience(100);
      talk.send("version\r\n");
      assertThatThrownBy(talk::readLine).isInstanceOf(SocketTimeoutException.class);

      paused.resume();

      talk.patience(5_000);
      assertThat(talk.readLine()).startsWith("VERSION");
    }
  }

  @Test
  void aPausedServerCanBeClosedAndLeavesNoThread() throws IOException {
    var paused = MemcachedStandIn.start();
    try (var talk = new RawConversation(paused.address())) {
      paused.pause();
      talk.send("version\r\n");

      assertTimeoutPreemptively(Duration.ofSeconds(4), paused::close);

      assertThatThrownBy(talk::readLine).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aRestartedServerHasForgottenEverything() throws IOException {
    try (var restarted = MemcachedStandIn.start()) {
      try (var talk = new RawConversation(restarted.address())) {
        talk.send("set a 0 0 1\r\n1\r\n");
        assertThat(talk.readLine()).isEqualTo("STORED");
      }
      InetSocketAddress before = restarted.address();

      restarted.restart();

      assertThat(restarted.address()).isEqualTo(before);
      try (var talk = new RawConversation(restarted.address())) {
        talk.send("get a\r\n");
        assertThat(talk.readLine()).isEqualTo("END");
      }
    }
  }
}
