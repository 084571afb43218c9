package example.elasticache.devservices.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.AclUser;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;

class TlsRedisIT {
  private static final AclUser APP = AclUser.everything("app", "s3cret");
  private static final AclUser READER = new AclUser("reader", "r3ader", "~app:* +@read");

  private static TlsRedis redis;

  @BeforeAll
  static void start() {
    redis = TlsRedis.start(APP, READER);
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static Jedis connect(String host, TlsRedis server, AclUser user) {
    return new Jedis(
        new HostAndPort(host, server.uri().getPort()),
        JedisTls.trusting(server.certificates(), user).build());
  }

  @Test
  void aClientThatTrustsTheCertificateIsServedUnderBothNames() {
    for (String host : new String[] {"localhost", "127.0.0.1"}) {
      try (var jedis = connect(host, redis, APP)) {
        jedis.set("app:1", host);
        assertThat(jedis.get("app:1")).isEqualTo(host);
      }
    }
  }

  @Test
  void itsAddressNamesTheUserAndTls() {
    assertThat(redis.uri().toString())
        .isEqualTo("rediss://app:s3cret@localhost:" + redis.server().address().getPort());
    assertThat(redis.user().toString()).doesNotContain("s3cret");
  }

  @Test
  void aClientThatDoesNotTrustTheCertificateRefusesIt() {
    var config = DefaultJedisClientConfig.builder().sslOptions(SslOptions.defaults()).build();
    assertThatThrownBy(
            () -> new Jedis(new HostAndPort("localhost", redis.uri().getPort()), config).ping())
        .isInstanceOf(JedisConnectionException.class)
        .hasCauseInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    try (var wrong = TlsRedis.startWithWrongName()) {
      assertThatThrownBy(() -> connect("localhost", wrong, wrong.user()).ping())
          .isInstanceOf(JedisConnectionException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("name matching localhost found");
    }
  }

  @Test
  void aClientWithoutTlsGetsNoAnswer() {
    assertThatThrownBy(() -> new Jedis("localhost", redis.uri().getPort()).ping())
        .isInstanceOf(JedisConnectionException.class);
  }

  @Test
  void withoutAPasswordNobodyIsLetIn() {
    var config = JedisTls.trusting(redis.certificates()).build();
    try (var jedis = new Jedis(new HostAndPort("localhost", redis.uri().getPort()), config)) {
      assertThatThrownBy(() -> jedis.get("app:1"))
          .isInstanceOf(JedisAccessControlException.class)
          .hasMessageStartingWith("NOAUTH");
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(() -> connect("localhost", redis, AclUser.everything("app", "guess")).ping())
        .isInstanceOf(JedisAccessControlException.class)
        .hasMessageStartingWith("WRONGPASS");
  }

  @Test
  void aUserMayDoWhatItsRulesSayAndNothingElse() {
    try (var jedis = connect("localhost", redis, READER)) {
      assertThat(jedis.get("app:none")).isNull();
      assertThatThrownBy(() -> jedis.set("app:1", "x")).hasMessageStartingWith("NOPERM");
      assertThatThrownBy(() -> jedis.get("other:1")).hasMessageStartingWith("NOPERM");
    }
  }

  @Test
  void itComesBackWithItsUsersAndItsCertificateAfterAKill() {
    redis.server().kill();
    redis.server().restart();

    try (var jedis = connect("localhost", redis, APP)) {
      assertThat(jedis.ping()).isEqualTo("PONG");
    }
  }

  @Test
  void theOperatorCanAskItAnything() {
    assertThat(redis.server().call("ACL", "WHOAMI")).isEqualTo("dev-services");
    assertThat(redis.server().info("server", "tcp_port"))
        .isEqualTo(String.valueOf(redis.uri().getPort()));
  }
}
