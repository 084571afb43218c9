package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A login by IAM holds for twelve hours, however busy the connection is. */
class LoginLifeIT {
  private static final String PASSWORD = "a-password-for-tests";
  private static final ManualClock CLOCK = new ManualClock(Instant.now());
  private static ControlPlane plane;
  private static HostAndPort primary;

  @BeforeAll
  static void start() {
    plane = ControlPlane.with().clock(CLOCK).start();
    try (var aws = new Aws(plane)) {
      aws.elastiCache.createUser(
          r ->
              r.userId("app")
                  .userName("app")
                  .engine("valkey")
                  .accessString("on ~* +@all")
                  .authenticationMode(a -> a.type("iam")));
      aws.elastiCache.createUser(
          r ->
              r.userId("human")
                  .userName("human")
                  .engine("valkey")
                  .accessString("on ~* +@all")
                  .passwords(PASSWORD));
      aws.elastiCache.createUserGroup(
          r -> r.userGroupId("group").engine("valkey").userIds("app", "human"));
      aws.elastiCache.createReplicationGroup(
          r ->
              r.replicationGroupId("cmd")
                  .replicationGroupDescription("d")
                  .engine("valkey")
                  .numCacheClusters(1)
                  .transitEncryptionEnabled(true)
                  .userGroupIds("group"));
      var endpoint = aws.awaitGroup("cmd").nodeGroups().get(0).primaryEndpoint();
      primary = new HostAndPort(endpoint.address(), endpoint.port());
    }
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  private static Jedis connection(String user, String password) {
    return new Jedis(
        primary,
        DefaultJedisClientConfig.builder()
            .user(user)
            .password(password)
            .timeoutMillis(5_000)
            .sslOptions(Aws.trust(plane))
            .build());
  }

  private static String token() {
    return Aws.token("cmd", "app", false, Aws.KEYS, CLOCK);
  }

  @Test
  void aConnectionThatDoesNotLogInAgainIsCut() {
    try (var jedis = connection("app", token())) {
      CLOCK.turn(Duration.ofHours(12).minusSeconds(1));
      assertThat(jedis.ping()).isEqualTo("PONG");

      CLOCK.turn(Duration.ofSeconds(1));

      assertThatThrownBy(jedis::ping).isInstanceOf(JedisConnectionException.class);
    }
  }

  @Test
  void aConnectionThatLogsInAgainLivesOn() {
    try (var jedis = connection("app", token())) {
      for (int i = 0; i < 3; i++) {
        CLOCK.turn(Duration.ofHours(11));
        assertThat(jedis.auth("app", token())).isEqualTo("OK");
      }
      assertThat(jedis.ping()).isEqualTo("PONG");
    }
  }

  @Test
  void aBadTokenProlongsNothing() {
    try (var jedis = connection("app", token())) {
      CLOCK.turn(Duration.ofHours(11));
      assertThatThrownBy(() -> jedis.auth("app", "not a token"))
          .hasMessageStartingWith("WRONGPASS");
      assertThat(jedis.ping()).isEqualTo("PONG");

      CLOCK.turn(Duration.ofHours(1));

      assertThatThrownBy(jedis::ping).isInstanceOf(JedisConnectionException.class);
    }
  }

  @Test
  void aPasswordOpensForAsLongAsOneLikes() {
    try (var jedis = connection("human", PASSWORD)) {
      CLOCK.turn(Duration.ofDays(30));

      assertThat(jedis.ping()).isEqualTo("PONG");
    }
  }
}
