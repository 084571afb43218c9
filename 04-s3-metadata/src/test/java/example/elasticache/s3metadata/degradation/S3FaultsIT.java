package example.elasticache.s3metadata.degradation;

import static example.elasticache.s3metadata.Examples.SEA;
import static example.elasticache.s3metadata.Examples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.s3metadata.LocalBucket;
import example.elasticache.s3metadata.MetadataStore;
import example.elasticache.s3metadata.S3MetadataStore;
import example.elasticache.s3metadata.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;

/** A network that swallows, drips and cuts: the SDK's defaults wait two minutes for it. */
@Isolated
class S3FaultsIT {
  private static final long BOUND_MILLIS = 1_500;

  private static LocalBucket bucket;
  private FaultProxy network;
  private S3Client client;
  private MetadataStore store;

  @BeforeAll
  static void start() {
    bucket = new LocalBucket();
    bucket.upload(SEA, "blue");
  }

  @AfterAll
  static void stop() {
    bucket.close();
  }

  @BeforeEach
  void connect() {
    network = FaultProxy.before(bucket.server.address());
    client = LocalBucket.client(network.address());
    store = new S3MetadataStore(client);
    // Classes are loaded, and a connection is open.
    store.find(SEA);
  }

  @AfterEach
  void disconnect() {
    client.close();
    network.close();
  }

  static Stream<Named<Consumer<FaultProxy>>> faults() {
    return Stream.of(
        Named.of("black hole", FaultProxy::blackHole),
        Named.of("no reply", FaultProxy::holdReplies),
        Named.of("reset", FaultProxy::reset),
        Named.of("refused", FaultProxy::refuse),
        Named.of("a byte each 90 ms", network -> network.drip(Duration.ofMillis(90))),
        Named.of("10 s late", network -> network.delay(Duration.ofSeconds(10))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultEndsInTimeAndHealsByItself(Consumer<FaultProxy> fault) {
    fault.accept(network);

    long start = System.nanoTime();
    Throwable thrown = catchThrowable(() -> store.find(SEA));
    long millis = (System.nanoTime() - start) / 1_000_000;

    assertThat(thrown)
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("s3://photos/sea.jpg");
    assertThat(millis).isLessThanOrEqualTo(BOUND_MILLIS);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    network.heal();
    await().ignoreExceptions().until(() -> store.find(SEA).isPresent());
  }

  @Test
  void aRevalidationEndsInTimeAsWell() {
    network.blackHole();

    long start = System.nanoTime();
    Throwable thrown = catchThrowable(() -> store.revalidate(metadata(SEA, "blue")));

    assertThat(thrown).isExactlyInstanceOf(StoreException.class);
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThanOrEqualTo(BOUND_MILLIS);
  }

  /** The server has no room for one more, and the system lets whoever knocks wait. */
  @Test
  void aConnectionThatIsNeverMadeEndsInTimeAsWell() throws IOException {
    List<SocketChannel> waiting = new ArrayList<>();
    try (var full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        var unlucky = LocalBucket.client(new InetSocketAddress("127.0.0.1", full.getLocalPort()))) {
      for (int i = 0; i < 16; i++) {
        SocketChannel channel = SocketChannel.open();
        waiting.add(channel);
        channel.configureBlocking(false);
        channel.connect(full.getLocalSocketAddress());
      }

      long start = System.nanoTime();
      Throwable thrown = catchThrowable(() -> new S3MetadataStore(unlucky).find(SEA));

      assertThat(thrown).isExactlyInstanceOf(StoreException.class);
      assertThat((System.nanoTime() - start) / 1_000_000).isLessThanOrEqualTo(BOUND_MILLIS);
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  /** The proxy resets what is open; the next attempt of the same call gets a new connection. */
  @Test
  void aConnectionThatWasCutCostsNoLookup() {
    network.cut();

    assertThat(store.find(SEA)).isPresent();
  }
}
