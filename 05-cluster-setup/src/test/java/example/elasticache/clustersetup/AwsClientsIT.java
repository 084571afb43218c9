package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;

/** An AWS that throttles, fails, or hangs. */
class AwsClientsIT {
  private static final String THROTTLED =
      "<ErrorResponse><Error><Code>Throttling</Code><Message>slow</Message></Error></ErrorResponse>";
  private static final String FAILED =
      "<ErrorResponse><Error><Code>ServiceUnavailable</Code><Message>down</Message></Error></ErrorResponse>";
  private static final String USERS =
      "<DescribeUsersResponse><DescribeUsersResult><Users/></DescribeUsersResult></DescribeUsersResponse>";

  /** Six attempts take longer than the call may. */
  private static final AwsClients.Limits IMPATIENT =
      new AwsClients.Limits(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofMillis(20));

  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
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

  private AwsClients clients(AwsClients.Limits limits) {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
    return AwsClients.at(uri, Cloud.KEYS, Region.EU_CENTRAL_1, limits);
  }

  /** Answers so many calls with an error, each after a while, and the rest with no users. */
  private void fail(int times, int status, String error, Duration delay) {
    server.createContext(
        "/",
        exchange -> {
          boolean fails = calls.incrementAndGet() <= times;
          byte[] answer = (fails ? error : USERS).getBytes();
          pause(delay);
          exchange.sendResponseHeaders(fails ? status : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
  }

  private void pause(Duration delay) {
    try {
      over.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fiveThrottledCallsAreRetriedAndTheSixthSucceeds() {
    fail(5, 400, THROTTLED, Duration.ZERO);

    try (var aws = clients(Cloud.SHORT_PAUSES)) {
      assertThat(aws.elastiCache().describeUsers(r -> {}).users()).isEmpty();
    }
    assertThat(calls).hasValue(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void fiveFailuresOfTheServiceAreRetriedAndTheSixthCallSucceeds(int status) {
    fail(5, status, FAILED, Duration.ZERO);

    try (var aws = clients(Cloud.SHORT_PAUSES)) {
      assertThat(aws.elastiCache().describeUsers(r -> {}).users()).isEmpty();
    }
    assertThat(calls).hasValue(6);
  }

  @Test
  void aServiceThatStaysDownIsNamedAndTheSetupSaysHowToGoOn() {
    fail(Integer.MAX_VALUE, 503, FAILED, Duration.ZERO);

    try (var aws = clients(Cloud.SHORT_PAUSES)) {
      assertThatThrownBy(() -> setup(aws).create())
          .isInstanceOf(SetupException.class)
          .hasMessageContainingAll("user app", "down", "503", "Run the same again")
          .hasCauseInstanceOf(ElastiCacheException.class);
    }
    assertThat(calls).hasValue(6);
  }

  @Test
  @Timeout(60)
  void failuresAreRetriedUntilTheDeadlineOfTheCallAndNoLonger() {
    fail(Integer.MAX_VALUE, 500, FAILED, Duration.ofMillis(250));

    try (var aws = clients(IMPATIENT)) {
      assertThatThrownBy(() -> setup(aws).delete())
          .isInstanceOf(SetupException.class)
          .hasMessageContainingAll("user app", "Run the same again")
          .hasCauseInstanceOf(ApiCallTimeoutException.class);
    }
    assertThat(calls).hasValueBetween(1, 5);
  }

  private static Setup setup(AwsClients aws) {
    var user = new AccessSteps(aws.elastiCache(), aws.iam(), new Tagging("app")).user("app");
    return new Setup(List.of(user), Cloud.PATIENCE, Cloud.SILENCE);
  }

  @Test
  void inTheFieldAllPausesFitIntoACall() {
    var usual = AwsClients.Limits.USUAL;

    assertThat(usual.pause().multipliedBy(5)).isLessThan(usual.call());
    assertThat(usual.attempt()).isLessThan(usual.call());
  }

  @Test
  @Timeout(60)
  void aCallThatHangsEnds() {
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          pause(Duration.ofMinutes(1));
        });

    try (var aws = clients(IMPATIENT)) {
      assertThatThrownBy(() -> aws.elastiCache().describeUsers(r -> {}))
          .isInstanceOf(ApiCallTimeoutException.class);
    }
    assertThat(calls).hasValueBetween(1, 5);
  }
}
