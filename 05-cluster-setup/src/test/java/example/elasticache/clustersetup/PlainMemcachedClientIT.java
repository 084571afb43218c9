package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.LoopbackListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import net.rubyeye.xmemcached.impl.ArrayMemcachedSessionLocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.elasticache.model.Endpoint;

/** XMemcached speaks no TLS: at a cluster that does, it must fail, and soon. */
@Timeout(60)
class PlainMemcachedClientIT {
  private static final Certificates CERTIFICATES = Certificates.forLocalhost();
  private static LoopbackListener node;

  @BeforeAll
  static void start() {
    node = LoopbackListener.start("memcached-over-tls", PlainMemcachedClientIT::serve);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static void serve(LoopbackListener.Connection connection) throws IOException {
    var factory = CERTIFICATES.serverContext().getSocketFactory();
    try (var tls = (SSLSocket) factory.createSocket(connection.client(), null, true)) {
      var requests =
          new BufferedReader(
              new InputStreamReader(tls.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        tls.getOutputStream().write("VERSION 1.6.40\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  @Test
  void aClientWithTlsIsAnswered() throws IOException {
    var factory = CERTIFICATES.clientContext().getSocketFactory();
    try (var tls = factory.createSocket("127.0.0.1", node.address().getPort())) {
      tls.getOutputStream().write("version\r\n".getBytes(StandardCharsets.ISO_8859_1));

      assertThat(new BufferedReader(new InputStreamReader(tls.getInputStream())).readLine())
          .isEqualTo("VERSION 1.6.40");
    }
  }

  @Test
  void aClientWithoutTlsIsToldSoInsteadOfHanging() {
    var endpoint = Endpoint.builder().address("127.0.0.1").port(node.address().getPort()).build();

    assertThatThrownBy(
            () -> {
              try (var keys = new MovedKeys(endpoint, new ArrayMemcachedSessionLocator(), "k", 1)) {
                keys.missing();
              }
            })
        .isInstanceOf(SetupException.class)
        .hasMessageContainingAll("127.0.0.1:" + endpoint.port(), "speaks no TLS");
  }
}
