package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.rubyeye.xmemcached.autodiscovery.AutoDiscoveryCacheClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheNode;

class MemcachedClusterIT {
  private ControlPlane plane;
  private Aws aws;

  @BeforeEach
  void start() {
    plane = ControlPlane.with().timings(Timings.NONE.withDraining(Duration.ofSeconds(2))).start();
    aws = new Aws(plane);
    aws.elastiCache.createCacheCluster(
        r ->
            r.cacheClusterId("mc")
                .engine("memcached")
                .cacheNodeType("cache.t4g.micro")
                .numCacheNodes(2));
    awaitAvailable();
  }

  @AfterEach
  void stop() {
    aws.close();
    plane.close();
  }

  private CacheCluster cluster() {
    return aws.elastiCache
        .describeCacheClusters(r -> r.cacheClusterId("mc").showCacheNodeInfo(true))
        .cacheClusters()
        .get(0);
  }

  private void awaitAvailable() {
    await().until(() -> cluster().cacheClusterStatus().equals("available"));
  }

  private static InetSocketAddress at(CacheNode node) {
    return new InetSocketAddress("127.0.0.1", node.endpoint().port());
  }

  @Test
  void aClientWithAutoDiscoveryFollowsTheNodes() throws Exception {
    var builder =
        new AutoDiscoveryCacheClientBuilder(
            new InetSocketAddress("127.0.0.1", cluster().configurationEndpoint().port()));
    builder.setPollConfigIntervalMs(100);
    var client = builder.build();
    try {
      await().until(() -> client.getAvailableServers().size() == 2);
      for (int i = 0; i < 100; i++) {
        assertThat(client.set("key-" + i, 0, i)).isTrue();
      }
      for (int i = 0; i < 100; i++) {
        assertThat(client.<Integer>get("key-" + i)).isEqualTo(i);
      }

      aws.elastiCache.modifyCacheCluster(
          r -> r.cacheClusterId("mc").numCacheNodes(3).applyImmediately(true));
      await().atMost(Duration.ofSeconds(20)).until(() -> client.getAvailableServers().size() == 3);
      awaitAvailable();

      aws.elastiCache.modifyCacheCluster(
          r ->
              r.cacheClusterId("mc")
                  .numCacheNodes(2)
                  .cacheNodeIdsToRemove("0001")
                  .applyImmediately(true));
      await().atMost(Duration.ofSeconds(20)).until(() -> client.getAvailableServers().size() == 2);
      awaitAvailable();
      assertThat(cluster().cacheNodes())
          .extracting(CacheNode::cacheNodeId)
          .containsExactly("0002", "0003");
    } finally {
      client.shutdown();
    }
  }

  @Test
  void everyNodeNamesAllNodesAndNoAnswerOvertakesAnother() throws Exception {
    List<CacheNode> nodes = cluster().cacheNodes();
    try (var socket = new Socket()) {
      socket.connect(at(nodes.get(1)));
      socket.setSoTimeout(10_000);
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      send(
          socket,
          "set a 0 0 9\r\nEND\r\nEND\r\r\nget a missing\r\nconfig get cluster\r\n"
              + "set b 0 0 1 noreply\r\n1\r\nincr b 2\r\nget b\r\nno-such-command\r\nversion\r\n");

      assertThat(lines(in, 5)).containsExactly("STORED", "VALUE a 0 9", "END", "END", "");
      assertThat(in.readLine()).isEqualTo("END");
      assertThat(in.readLine()).startsWith("CONFIG cluster 0 ");
      assertThat(in.readLine()).isEqualTo("1");
      assertThat(in.readLine())
          .isEqualTo(
              "localhost|127.0.0.1|%d localhost|127.0.0.1|%d"
                  .formatted(nodes.get(0).endpoint().port(), nodes.get(1).endpoint().port()));
      assertThat(lines(in, 7)).containsExactly("", "END", "3", "VALUE b 0 1", "3", "END", "ERROR");
      assertThat(in.readLine()).startsWith("VERSION ");
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static List<String> lines(BufferedReader in, int count) throws IOException {
    var lines = new java.util.ArrayList<String>();
    for (int i = 0; i < count; i++) {
      lines.add(in.readLine());
    }
    return lines;
  }
}
