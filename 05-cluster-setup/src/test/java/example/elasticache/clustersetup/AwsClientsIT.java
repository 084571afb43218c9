package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** An AWS that throttles, or hangs. */
class AwsClientsIT {
  private static final String THROTTLED =
      "<ErrorResponse><Error><Code>Throttling</Code><Message>slow</Message></Error></ErrorResponse>";
  private static final String USERS =
      "<DescribeUsersResponse><DescribeUsersResult><Users/></DescribeUsersResult></DescribeUsersResponse>";

  /** The limits of the field would keep a test waiting for half a minute. */
  private static final AwsClients.Limits SHORT =
      new AwsClients.Limits(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofMillis(50));

  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private final java.util.concurrent.ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdown();
  }

  private AwsClients clients() {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
    return AwsClients.at(uri, Cloud.KEYS, Region.EU_CENTRAL_1, SHORT);
  }

  @Test
  void fiveThrottledCallsAreRetriedAndTheSixthSucceeds() {
    server.createContext(
        "/",
        exchange -> {
          boolean throttled = calls.incrementAndGet() <= 5;
          byte[] answer = (throttled ? THROTTLED : USERS).getBytes();
          exchange.sendResponseHeaders(throttled ? 400 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });

    try (var aws = clients()) {
      assertThat(aws.elastiCache().describeUsers(r -> {}).users()).isEmpty();
    }
    assertThat(calls).hasValue(6);
  }

  @Test
  void inTheFieldAllPausesFitIntoACall() {
    var usual = AwsClients.Limits.USUAL;

    assertThat(usual.pause().multipliedBy(5)).isLessThan(usual.call());
    assertThat(usual.attempt()).isLessThan(usual.call());
  }

  @Test
  void aCallThatHangsEnds() {
    server.createContext(
        "/",
        exchange -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    long start = System.nanoTime();
    try (var aws = clients()) {
      assertThatThrownBy(() -> aws.elastiCache().describeUsers(r -> {}))
          .isInstanceOf(SdkException.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }
}
