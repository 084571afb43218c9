package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.devservices.topology.TlsRedis;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.SslOptions;

/** Each mistake in an endpoint is answered with what to change, and never with a password. */
class EndpointsIT {
  private static final String PASSWORD = "correct-horse";

  private static TlsRedis encrypted;
  private static RedisServer plain;

  @BeforeAll
  static void start() {
    encrypted = TlsRedis.start(AclUser.everything("app", PASSWORD));
    plain = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    plain.close();
    encrypted.close();
  }

  @Test
  void theRightEndpointIsAnswered() {
    assertThatCode(() -> ask(encrypted.uri(), trusting(encrypted.certificates())))
        .doesNotThrowAnyException();
  }

  @Test
  void aWrongPasswordIsToldToCheckBoth() {
    assertThat(complaint(tls("app:hunter2@"), trusting(encrypted.certificates())))
        .contains("refused the user name or the password", "%40");
  }

  @Test
  void aMissingPasswordIsToldWhereItGoes() {
    assertThat(complaint(tls(""), trusting(encrypted.certificates())))
        .contains("wants a user name and a password", "rediss://user:password@host:port");
  }

  @Test
  void aPlainEndpointWhereTlsIsRequiredIsToldToUseIt() {
    URI withoutTls = URI.create(encrypted.uri().toString().replace("rediss:", "redis:"));

    assertThat(complaint(withoutTls, SslOptions.defaults())).contains("use rediss://");
  }

  @Test
  void tlsWhereTheServerSpeaksNoneIsToldToLeaveIt() {
    URI withTls = URI.create("rediss://127.0.0.1:" + plain.address().getPort());

    assertThat(complaint(withTls, SslOptions.defaults()))
        .contains("If it speaks no TLS", "redis://");
  }

  @Test
  void aCertificateForAnotherNameIsRefusedAndTheCheckStaysOn() {
    try (var another = TlsRedis.startWithWrongName()) {
      assertThat(complaint(another.uri(), trusting(another.certificates())))
          .contains("for another host name", "do not switch the check off");
    }
  }

  @Test
  void anUnknownAuthorityIsToldToBringATrustStore() {
    assertThat(complaint(encrypted.uri(), SslOptions.defaults())).contains("a trust store");
  }

  @Test
  void aPortWhereNothingListensIsNamed() {
    try (var closed = FaultProxy.before(plain.address())) {
      closed.refuse();
      int port = closed.address().getPort();

      assertThat(complaint(URI.create("redis://127.0.0.1:" + port), SslOptions.defaults()))
          .contains("127.0.0.1:" + port, "nothing listens there");
    }
  }

  @Test
  void aServerThatAcceptsAndSaysNothingIsAskedAboutTls() {
    try (var silent = FaultProxy.before(plain.address())) {
      silent.blackHole();
      int port = silent.address().getPort();

      assertThat(complaint(URI.create("redis://127.0.0.1:" + port), SslOptions.defaults()))
          .contains("no answer in time", "rediss://");
    }
  }

  private static URI tls(String userInfo) {
    return URI.create(
        "rediss://" + userInfo + encrypted.uri().getHost() + ":" + encrypted.uri().getPort());
  }

  private static SslOptions trusting(Certificates certificates) {
    return SslOptions.builder()
        .truststore(certificates.trustStore().toFile(), certificates.password().toCharArray())
        .trustStoreType("PKCS12")
        .build();
  }

  private static void ask(URI endpoint, SslOptions options) {
    try (var redis = Clients.redis(endpoint, options)) {
      Endpoints.requireAnswer(redis, endpoint);
    }
  }

  /** Returns what the check said, having made sure that it said no secret anywhere. */
  private static String complaint(URI endpoint, SslOptions options) {
    Throwable refusal = catchThrowable(() -> ask(endpoint, options));

    assertThat(refusal).isInstanceOf(CacheException.class);
    assertThat(everythingSaid(refusal)).doesNotContain("hunter2", PASSWORD);
    return refusal.getMessage();
  }

  private static String everythingSaid(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
