package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.elasticache.model.Endpoint;

/** Caches come and go, in a JVM of their own, whose work files are nobody else's. */
class EnduranceIT {

  /** Creates and deletes so many times, and fails if anything is left. */
  public static final class Cycles {
    public static void main(String[] args) throws IOException {
      Set<Integer> ports = new TreeSet<>();
      try (var plane = ControlPlane.start();
          var aws = new Aws(plane)) {
        cycle(aws, ports);
        long threads = threads();
        for (int i = 1; i < Integer.parseInt(args[0]); i++) {
          cycle(aws, ports);
        }

        assertThat(ProcessHandle.current().children().filter(WorkDirectory::isEngine)).isEmpty();
        assertThat(ports.stream().filter(Cycles::listens)).isEmpty();
        assertThat(new WorkDirectory(Path.of("")).runs()).isEmpty();
        await()
            .atMost(Duration.ofSeconds(90))
            .untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(threads + 5));
      }
    }

    private static void cycle(Aws aws, Set<Integer> ports) {
      aws.elastiCache.createServerlessCache(r -> r.serverlessCacheName("sl").engine("valkey"));
      aws.elastiCache.createReplicationGroup(
          r ->
              r.replicationGroupId("cmd")
                  .replicationGroupDescription("d")
                  .engine("valkey")
                  .numCacheClusters(2));
      aws.elastiCache.createCacheCluster(
          r ->
              r.cacheClusterId("mc")
                  .engine("memcached")
                  .cacheNodeType("cache.t4g.micro")
                  .numCacheNodes(2));
      ports.add(aws.awaitServerless("sl").endpoint().port());
      ports.add(aws.awaitGroup("cmd").nodeGroups().get(0).primaryEndpoint().port());
      await()
          .until(
              () ->
                  aws.elastiCache
                      .describeCacheClusters(r -> r.cacheClusterId("mc"))
                      .cacheClusters()
                      .get(0)
                      .cacheClusterStatus()
                      .equals("available"));
      aws.elastiCache
          .describeCacheClusters(r -> r.showCacheNodeInfo(true))
          .cacheClusters()
          .forEach(c -> c.cacheNodes().forEach(n -> add(ports, n.endpoint())));

      aws.elastiCache.deleteServerlessCache(r -> r.serverlessCacheName("sl"));
      aws.elastiCache.deleteReplicationGroup(r -> r.replicationGroupId("cmd"));
      aws.elastiCache.deleteCacheCluster(r -> r.cacheClusterId("mc"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  aws.elastiCache.describeServerlessCaches(r -> {}).serverlessCaches().isEmpty()
                      && aws.elastiCache
                          .describeReplicationGroups(r -> {})
                          .replicationGroups()
                          .isEmpty()
                      && aws.elastiCache.describeCacheClusters(r -> {}).cacheClusters().isEmpty());
    }

    private static void add(Set<Integer> ports, Endpoint endpoint) {
      ports.add(endpoint.port());
    }

    private static long threads() {
      return Thread.getAllStackTraces().size();
    }

    private static boolean listens(int port) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
        return true;
      } catch (IOException nobody) {
        return false;
      }
    }
  }

  @Test
  void aFewCyclesOfCreateAndDeleteLeaveNothing(@TempDir Path directory) throws Exception {
    run(2, new WorkDirectory(directory));
  }

  @Test
  @Tag("soak")
  void aHundredCyclesOfCreateAndDeleteLeaveNothing(@TempDir Path directory) throws Exception {
    run(100, new WorkDirectory(directory));
  }

  private static void run(int cycles, WorkDirectory directory) throws Exception {
    Process jvm =
        directory
            .java(Cycles.class, Integer.toString(cycles))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    assertThat(jvm.waitFor()).isZero();
    // Its certificates and unpacked engines stay, for the next JVM: so it was here that it worked.
    assertThat(directory.kept()).isNotEmpty();
    assertThat(directory.runs()).isEmpty();
  }
}
