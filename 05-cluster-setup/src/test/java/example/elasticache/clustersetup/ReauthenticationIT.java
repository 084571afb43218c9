package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.aws.ControlPlane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.authentication.core.IdentityProvider;
import redis.clients.authentication.core.SimpleToken;
import redis.clients.authentication.core.TokenAuthConfig;
import redis.clients.jedis.authentication.AuthXManager;
import redis.clients.jedis.exceptions.JedisConnectionException;
import software.amazon.awssdk.services.elasticache.model.Endpoint;

/**
 * ElastiCache cuts a connection twelve hours after its last login: here, by the turn of a clock.
 */
class ReauthenticationIT {
  private static final Duration NEARLY_ALL = Duration.ofHours(12).minusMinutes(1);
  private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.now());
  private static final InstantSource CLOCK = NOW::get;

  private static ControlPlane plane;
  private static CacheClients clients;
  private static IamLogin login;
  private static Endpoint primary;

  @BeforeAll
  static void start() {
    plane = ControlPlane.with().clock(CLOCK).start();
    clients =
        CacheClients.trusting(plane.certificates().trustStore(), plane.certificates().password());
    try (var aws = Cloud.clients(plane)) {
      var chapter = new Chapter("cut", Cloud.PLACE);
      List<Step> needed =
          chapter.steps(aws).stream()
              .filter(step -> step.what().matches("(user|.* group) .*"))
              .toList();
      new Setup(needed, Cloud.PATIENCE, Cloud.SILENCE).create();
      primary =
          new OwnClusterSteps(aws.elastiCache(), new Tagging("cut"))
              .nodeGroup(chapter.cluster())
              .primaryEndpoint();
      var token = IamAuthToken.forReplicationGroup(chapter.cluster(), chapter.user(), aws.region());
      login = new IamLogin(token.at(CLOCK), Cloud.KEYS);
    }
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  private static void turn(Duration by) {
    NOW.updateAndGet(now -> now.plus(by));
  }

  @Test
  void aPoolThatOnlyLogsInOnceIsCut() {
    try (var redis = clients.single(primary, login)) {
      redis.set("app:key", "before");
      turn(Duration.ofHours(12));

      assertThatThrownBy(() -> redis.get("app:key")).isInstanceOf(JedisConnectionException.class);

      // The next connection logs in with a token of its own.
      assertThat(redis.get("app:key")).isEqualTo("before");
    }
  }

  @Test
  void aPoolThatLogsInAgainIsNeverCut() {
    var logins = new AtomicInteger();
    // A token that claims to be over in a second, so that the manager asks for the next one soon.
    IdentityProvider hasty =
        () -> {
          var token = login.requestToken();
          long now = System.currentTimeMillis();
          logins.incrementAndGet();
          return new SimpleToken(token.getUser(), token.getValue(), now + 1_000, now, Map.of());
        };
    var manager =
        new AuthXManager(
            TokenAuthConfig.builder()
                .identityProviderConfig(() -> hasty)
                .expirationRefreshRatio(0.2f)
                .lowerRefreshBoundMillis(100)
                .tokenRequestExecTimeoutInMs(10_000)
                .maxAttemptsToRetry(3)
                .delayInMsToRetry(100)
                .build());
    manager.start();
    try (var redis = clients.longLived(primary, manager)) {
      redis.set("app:long", "lived");
      for (int i = 0; i < 3; i++) {
        turn(NEARLY_ALL);
        int before = logins.get();
        // The first of them may have been signed before the turn.
        await().atMost(Duration.ofSeconds(30)).until(() -> logins.get() >= before + 2);

        assertThat(redis.get("app:long")).isEqualTo("lived");
      }
    } finally {
      manager.stop();
    }
  }
}
