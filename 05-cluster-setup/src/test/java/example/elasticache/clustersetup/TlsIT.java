package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.LoopbackListener;
import example.elasticache.devservices.topology.ServerlessRedis;
import example.elasticache.devservices.topology.TlsRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticache.model.Endpoint;

/** Nobody but the cache itself gets to see a token. */
class TlsIT {
  private static IamLogin login() {
    return new IamLogin(
        IamAuthToken.forReplicationGroup("my-group", "app", Region.EU_CENTRAL_1), Cloud.KEYS);
  }

  private static Endpoint at(int port) {
    return Endpoint.builder().address("localhost").port(port).build();
  }

  private static CacheClients trusting(Certificates certificates) {
    return CacheClients.trusting(certificates.trustStore(), certificates.password());
  }

  /** The handshake fails, and a token is sent after it only. */
  private static void assertRefused(CacheClients clients, int port) {
    assertThatThrownBy(() -> readOne(clients, port)).hasStackTraceContaining("javax.net.ssl.SSL");
    assertThatThrownBy(
            () -> {
              try (var redis = clients.cluster(at(port), login())) {
                redis.get("app:a");
              }
            })
        .hasStackTraceContaining("javax.net.ssl.SSL");
  }

  private static void readOne(CacheClients clients, int port) {
    try (var redis = clients.single(at(port), login())) {
      redis.get("app:a");
    }
  }

  @Test
  void onlyTheRightCacheHearsTheToken() {
    try (var redis = TlsRedis.start()) {
      int port = redis.uri().getPort();

      assertThatThrownBy(() -> readOne(trusting(redis.certificates()), port))
          .hasStackTraceContaining("WRONGPASS");
      assertRefused(CacheClients.forAws(), port);
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    try (var redis = TlsRedis.startWithWrongName()) {
      assertRefused(trusting(redis.certificates()), redis.uri().getPort());
    }
  }

  /** The engine may have counted before the connection broke: only the application may repeat. */
  @Test
  void theClusterClientRepeatsNoCommandByItself() {
    try (var redis = ServerlessRedis.start()) {
      redis.server().call("ACL", "SETUSER", "app", "nopass");
      var endpoint = at(redis.server().address().getPort());
      try (var cache = trusting(redis.certificates()).cluster(endpoint, login())) {
        cache.incr("app:counter");
        redis.server().call("CLIENT", "KILL", "TYPE", "normal");

        assertThatThrownBy(() -> cache.incr("app:counter"))
            .isInstanceOf(JedisClusterOperationException.class);

        assertThat(cache.incr("app:counter")).isEqualTo(2);
      }
    }
  }

  @Test
  void anEndpointWithoutTlsIsRefusedAndReadsNoToken() {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (var plain =
        LoopbackListener.start(
            "plain",
            connection -> {
              byte[] first = new byte[16 * 1_024];
              int length = connection.client().getInputStream().read(first);
              heard.add(new String(first, 0, length, StandardCharsets.ISO_8859_1));
              connection.client().getOutputStream().write("-ERR no TLS here\r\n".getBytes());
            })) {
      assertRefused(CacheClients.forAws(), plain.address().getPort());
    }
    assertThat(heard).isNotEmpty().noneMatch(text -> text.contains("X-Amz"));
  }
}
