package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticache.model.Endpoint;

/** A failover leads the primary's name to another address, and the pool goes along. */
@Isolated("The time until a write succeeds again is the requirement.")
class MovedPrimaryIT {
  private static final Duration LIFE = Duration.ofSeconds(1);
  private static final String NAME = "primary.test";
  private static final String COUNTER = "app:counter";
  private static final Certificates CERTIFICATES = Certificates.forNames("dns:" + NAME);

  /** Takes every token: who may log in is the subject of other tests. */
  private static final AclUser APP = new AclUser("app", "any", "nopass " + AccessSteps.ACCESS);

  /** What the old primary does while its name is led away. */
  enum Old {
    DIES {
      @Override
      void leave(RedisServer server) {
        server.kill();
      }
    },
    LIVES_ON_AS_A_REPLICA {
      @Override
      void leave(RedisServer server) {
        server.call("REPLICAOF", "127.0.0.1", "1");
      }
    };

    abstract void leave(RedisServer server);
  }

  /** Started in a JVM of its own, as the application: writes on and on through one pool. */
  public static final class Writer {
    public static void main(String[] args) {
      CacheClients.keepAddressesFor(LIFE);
      var clients = CacheClients.trusting(Path.of(args[0]), args[1]);
      var token = IamAuthToken.forReplicationGroup("group", APP.name(), Region.EU_CENTRAL_1);
      var endpoint = Endpoint.builder().address(NAME).port(Integer.parseInt(args[2])).build();
      try (var redis = clients.single(endpoint, new IamLogin(token, Cloud.KEYS))) {
        new FailoverGap(redis, COUNTER).measure(() -> false);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePoolWritesToTheNewPrimarySoon(Old old, @TempDir Path directory) throws Exception {
    Path hosts = hosts(directory.resolve("hosts"), "127.0.0.1");
    Process writer = null;
    try (var before = start();
        var after = start();
        var newAddress = listen("127.0.0.2", before.address().getPort())) {
      relay(newAddress, after.address());
      writer = writer(hosts, before.address().getPort());
      await().atMost(Duration.ofSeconds(30)).until(() -> before.call("GET", COUNTER) != null);
      assertThat(after.call("GET", COUNTER)).isNull();

      Path changed = hosts(directory.resolve("new"), "127.0.0.2");
      // At once, so that nobody reads half a file.
      Files.move(changed, hosts, StandardCopyOption.REPLACE_EXISTING);
      old.leave(before);

      await().atMost(LIFE.plusSeconds(2)).until(() -> after.call("GET", COUNTER) != null);
    } finally {
      if (writer != null) {
        writer.destroyForcibly().waitFor();
      }
    }
  }

  private static Path hosts(Path file, String address) throws IOException {
    return Files.writeString(file, address + " " + NAME + "\n");
  }

  private static RedisServer start() {
    return new RedisSetup().tls(CERTIFICATES).users(APP).start();
  }

  private static Process writer(Path hosts, int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djdk.net.hosts.file=" + hosts,
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            CERTIFICATES.trustStore().toString(),
            CERTIFICATES.password(),
            Integer.toString(port))
        .inheritIO()
        .start();
  }

  private static ServerSocket listen(String address, int port) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException e) {
      socket.close();
      assumeTrue(false, "This system has no second loopback address: " + e.getMessage());
    }
    return socket;
  }

  /** Both primaries must have one port, as they have on AWS. */
  private static void relay(ServerSocket from, InetSocketAddress to) {
    daemon(
        () -> {
          while (true) {
            Socket client = from.accept();
            var server = new Socket();
            server.connect(to);
            pump(client, server);
            pump(server, client);
          }
        });
  }

  private static void pump(Socket from, Socket to) {
    daemon(
        () -> {
          try (from;
              to) {
            from.getInputStream().transferTo(to.getOutputStream());
          }
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // The test is over, or the client has gone.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }
}
