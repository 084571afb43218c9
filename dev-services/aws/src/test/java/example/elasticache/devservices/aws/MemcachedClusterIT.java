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
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;

class MemcachedClusterIT {
  private ControlPlane plane;
  private Aws aws;

  @BeforeEach
  void start() {
    plane = ControlPlane.with().timings(Timings.NONE.withDraining(Duration.ofSeconds(2))).start();
    aws = new Aws(plane);
    createMemcached("mc", 2, null);
  }

  @AfterEach
  void stop() {
    aws.close();
    plane.close();
  }

  private void createMemcached(String id, int nodes, String parameterGroupOrNull) {
    aws.elastiCache.createCacheCluster(
        r ->
            r.cacheClusterId(id)
                .engine("memcached")
                .cacheNodeType("cache.t4g.micro")
                .cacheParameterGroupName(parameterGroupOrNull)
                .numCacheNodes(nodes));
    awaitAvailable(id);
  }

  private CacheCluster cluster(String id) {
    return aws.elastiCache
        .describeCacheClusters(r -> r.cacheClusterId(id).showCacheNodeInfo(true))
        .cacheClusters()
        .get(0);
  }

  private void awaitAvailable(String id) {
    await().until(() -> cluster(id).cacheClusterStatus().equals("available"));
  }

  private static InetSocketAddress at(CacheNode node) {
    return new InetSocketAddress("127.0.0.1", node.endpoint().port());
  }

  @Test
  void aClientWithAutoDiscoveryFollowsTheNodes() throws Exception {
    var builder =
        new AutoDiscoveryCacheClientBuilder(
            new InetSocketAddress("127.0.0.1", cluster("mc").configurationEndpoint().port()));
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
      awaitAvailable("mc");

      aws.elastiCache.modifyCacheCluster(
          r ->
              r.cacheClusterId("mc")
                  .numCacheNodes(2)
                  .cacheNodeIdsToRemove("0001")
                  .applyImmediately(true));
      await().atMost(Duration.ofSeconds(20)).until(() -> client.getAvailableServers().size() == 2);
      awaitAvailable("mc");
      assertThat(cluster("mc").cacheNodes())
          .extracting(CacheNode::cacheNodeId)
          .containsExactly("0002", "0003");
    } finally {
      client.shutdown();
    }
  }

  @Test
  void everyNodeNamesAllNodesAndNoAnswerOvertakesAnother() throws Exception {
    List<CacheNode> nodes = cluster("mc").cacheNodes();
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

  @Test
  void parametersReachEveryNodeAndThoseThatJoinLater() throws Exception {
    limitedTo("1024", 524_288);
    limitedTo("2000000", 2_097_152);
    limitedTo("134217728", 134_217_728);
  }

  private void limitedTo(String limit, int rounded) {
    String name = "of-" + limit;
    aws.elastiCache.createCacheParameterGroup(
        r ->
            r.cacheParameterGroupName(name)
                .cacheParameterGroupFamily("memcached1.6")
                .description("d"));
    aws.elastiCache.modifyCacheParameterGroup(
        r ->
            r.cacheParameterGroupName(name)
                .parameterNameValues(
                    parameter("max_item_size", limit), parameter("disable_flush_all", "1")));
    createMemcached(name, 1, name);
    aws.elastiCache.modifyCacheCluster(
        r -> r.cacheClusterId(name).numCacheNodes(2).applyImmediately(true));
    awaitAvailable(name);

    assertThat(cluster(name).cacheNodes())
        .hasSize(2)
        .allSatisfy(node -> assertLimited(node, rounded));
  }

  private static void assertLimited(CacheNode node, int limit) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(at(node));
      socket.setSoTimeout(20_000);
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      // The largest limit is out of a test's reach; more than the usual megabyte is enough.
      sendItem(socket, Math.min(limit - 1_024, 3_000_000));
      assertThat(in.readLine()).isEqualTo("STORED");
      if (limit < 3_000_000) {
        sendItem(socket, limit + 1);
        assertThat(in.readLine()).isEqualTo("SERVER_ERROR object too large for cache");
      }
      send(socket, "flush_all\r\n");
      assertThat(in.readLine()).isEqualTo("CLIENT_ERROR flush_all not allowed");
    }
  }

  private static void sendItem(Socket socket, int length) throws IOException {
    send(socket, "set a 0 0 " + length + "\r\n" + "x".repeat(length) + "\r\n");
  }

  private static ParameterNameValue parameter(String name, String value) {
    return ParameterNameValue.builder().parameterName(name).parameterValue(value).build();
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
