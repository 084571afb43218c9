package example.elasticache.devservices.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.LoopbackListener;
import example.elasticache.devservices.RawConversation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private final AtomicInteger bytesAtServer = new AtomicInteger();
  private LoopbackListener server;
  private FaultProxy proxy;
  private RawConversation talk;

  /** Echoes, and counts what it was sent. */
  private void echo(LoopbackListener.Connection connection) throws IOException {
    var in = connection.client().getInputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      bytesAtServer.addAndGet(n);
      connection.client().getOutputStream().write(buffer, 0, n);
    }
  }

  @BeforeEach
  void open() throws IOException {
    server = LoopbackListener.start("echo", this::echo);
    proxy = FaultProxy.before(server.address());
    talk = new RawConversation(proxy.address());
    talk.send("warm\n");
    assertThat(talk.readLine()).isEqualTo("warm");
  }

  @AfterEach
  void close() throws IOException {
    talk.close();
    proxy.close();
    server.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("fault-proxy", "fault-proxy-back", "echo");
  }

  @Test
  void withoutAFaultMegabytesPassUnchanged() throws Exception {
    byte[] sent = new byte[3_000_000];
    new Random(7).nextBytes(sent);
    var received = new ByteArrayOutputStream();

    try (var socket = new Socket(proxy.address().getAddress(), proxy.address().getPort())) {
      var reading =
          CompletableFuture.runAsync(
              () -> {
                try {
                  socket.getInputStream().transferTo(received);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      socket.getOutputStream().write(sent);
      socket.shutdownOutput();
      reading.get();
    }

    assertThat(received.toByteArray()).isEqualTo(sent);
  }

  @Test
  void aDelayedReplyComesLateAndAHealedOneAtOnce() throws IOException {
    proxy.delay(Duration.ofMillis(150));
    long start = System.nanoTime();
    talk.send("a\n");
    talk.readLine();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(150_000_000L);

    proxy.delay(Duration.ofHours(1));
    talk.send("b\n");
    talk.patience(100);
    assertThatThrownBy(talk::readLine).isInstanceOf(SocketTimeoutException.class);
    proxy.heal();

    talk.patience(5_000);
    assertThat(talk.readLine()).isEqualTo("b");
  }

  @Test
  void aDrippedReplyKeepsEachReadBusyAndTheWholeLate() throws IOException {
    proxy.drip(Duration.ofMillis(30));
    long start = System.nanoTime();

    talk.send("123456789\n");
    // Each byte comes well within this patience, so it never runs out.
    talk.patience(5_000);

    assertThat(talk.readLine()).isEqualTo("123456789");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(9 * 30_000_000L);
  }

  @Test
  void healingLetsTheRestOfADrippedReplyComeAtOnce() throws IOException {
    proxy.drip(Duration.ofHours(1));
    talk.send("123456789\n");
    talk.patience(100);
    assertThatThrownBy(talk::readLine).isInstanceOf(SocketTimeoutException.class);

    proxy.heal();

    talk.patience(5_000);
    assertThat(talk.readLine()).endsWith("23456789");
  }

  @Test
  void aHeldReplyMeansThatTheServerHasDoneItsWork() throws IOException {
    proxy.holdReplies();
    talk.send("abc\n");
    await().until(() -> bytesAtServer.get() == "warm\nabc\n".length());
    talk.patience(50);
    assertThatThrownBy(talk::readLine).isInstanceOf(SocketTimeoutException.class);

    proxy.heal();

    talk.patience(5_000);
    assertThat(talk.readLine()).isEqualTo("abc");
  }

  @Test
  void aBlackHoleTakesConnectionsAndLetsNothingThrough() throws IOException {
    proxy.blackHole();
    try (var late = new RawConversation(proxy.address())) {
      late.send("abc\n");
      late.patience(100);
      assertThatThrownBy(late::readLine).isInstanceOf(SocketTimeoutException.class);
      assertThat(bytesAtServer).hasValue("warm\n".length());

      proxy.heal();

      late.patience(5_000);
      assertThat(late.readLine()).isEqualTo("abc");
    }
  }

  @Test
  void behindABlackHoleTheDeathOfTheServerIsNotSeen() throws IOException {
    proxy.blackHole();
    server.close();

    talk.patience(100);

    assertThatThrownBy(talk::readLine).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aClientThatGivesUpIsForgottenBehindABlackHole() throws IOException {
    proxy.blackHole();
    talk.send("abc\n");

    talk.close();

    await().until(() -> proxy.open() == 0);
    assertThat(bytesAtServer).hasValue("warm\n".length());
  }

  @Test
  void aResetEndsOldConnectionsAndNewOnes() throws IOException {
    proxy.reset();

    assertThatThrownBy(talk::readLine).isInstanceOf(SocketException.class);
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> converse("abc")).isInstanceOf(SocketException.class);
    }
    proxy.heal();

    assertThat(converse("abc")).isEqualTo("abc");
  }

  @Test
  void aCutEndsOldConnectionsOnly() throws IOException {
    proxy.cut();

    assertThatThrownBy(talk::readLine).isInstanceOf(SocketException.class);
    assertThat(converse("abc")).isEqualTo("abc");
  }

  @Test
  void aRefusingProxyIsAClosedPortUntilItHeals() throws IOException {
    proxy.refuse();

    assertThatThrownBy(talk::readLine).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> converse("abc")).isInstanceOf(ConnectException.class);
    proxy.blackHole();
    try (var taken = new RawConversation(proxy.address())) {
      taken.send("abc\n");
      proxy.heal();
      assertThat(taken.readLine()).isEqualTo("abc");
    }
  }

  @Test
  void aServerThatIsNotThereShowsAsAReset() throws IOException {
    server.close();

    assertThatThrownBy(() -> converse("abc")).isInstanceOf(SocketException.class);
  }

  @Test
  void newConnectionsFollowAMovedServerAndOldOnesStay() throws IOException {
    byte[] hello = "moved\n".getBytes(StandardCharsets.US_ASCII);
    try (var other =
        LoopbackListener.start("other", c -> c.client().getOutputStream().write(hello))) {
      proxy.pointAt(other.address());

      assertThat(converse("abc")).isEqualTo("moved");
      talk.send("abc\n");
      assertThat(talk.readLine()).isEqualTo("abc");
      assertThat(proxy.accepted()).isEqualTo(2);
    }
  }

  @Test
  void closingUnderAnyFaultLeavesNoConnection() throws IOException {
    Runnable[] faults = {
      () -> proxy.delay(Duration.ofHours(1)),
      () -> proxy.drip(Duration.ofHours(1)),
      () -> proxy.holdReplies(),
      () -> proxy.blackHole(),
    };
    for (Runnable fault : faults) {
      try (var client = new RawConversation(proxy.address())) {
        fault.run();
        client.send("abc\n");
        client.patience(50);
        assertThatThrownBy(client::readLine).isInstanceOf(SocketTimeoutException.class);

        proxy.close();

        assertThat(proxy.open()).isZero();
      }
      proxy = FaultProxy.before(server.address());
    }
    await().until(() -> server.open() == 0);
  }

  private String converse(String line) throws IOException {
    try (var client = new RawConversation(proxy.address())) {
      client.send(line + "\n");
      return client.readLine();
    }
  }
}
