package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it changes system properties")
class DevServicesIT {

  @AfterEach
  void unset() {
    System.clearProperty("gallery.servers");
    System.clearProperty("path");
  }

  @Test
  void aStartedServerAnswers() throws IOException {
    try (var services = DevServices.start(Service.REDIS)) {
      assertThat(ping(services.redis().getPort())).isEqualTo("+PONG");
    }
  }

  @Test
  void withoutAProgramOnThePathMavenCarriesOne() throws IOException {
    System.setProperty("path", "");
    System.setProperty("gallery.servers", "local");

    try (var services = DevServices.start(Service.REDIS)) {
      assertThat(ping(services.redis().getPort())).isEqualTo("+PONG");
    }
  }

  @Test
  void aPausedServerTakesConnectionsAndAnswersNothing() throws IOException {
    try (var services = DevServices.start(Service.REDIS)) {
      services.pause(Service.REDIS);
      try (var talk =
          new RawConversation(new InetSocketAddress("127.0.0.1", services.redis().getPort()))) {
        talk.patience(200);
        talk.send("PING\r\n");
        assertThatThrownBy(talk::readLine).isInstanceOf(SocketTimeoutException.class);

        services.resume(Service.REDIS);

        talk.patience(5_000);
        assertThat(talk.readLine()).isEqualTo("+PONG");
      }
    }
  }

  @Test
  void aKilledServerIsGoneAndComesBackOnTheSamePort() throws IOException {
    try (var services = DevServices.start(Service.REDIS)) {
      int port = services.redis().getPort();

      services.kill(Service.REDIS);
      assertThat(Processes.listens(new InetSocketAddress("127.0.0.1", port))).isFalse();
      services.restart(Service.REDIS);

      assertThat(services.redis().getPort()).isEqualTo(port);
      assertThat(ping(port)).isEqualTo("+PONG");
    }
  }

  @Test
  void aServerIsKilledAtOnceEvenIfTheProgramHasEveryThreadOfTheCommonPool() {
    var done = new CountDownLatch(1);
    for (int i = 0; i <= ForkJoinPool.getCommonPoolParallelism(); i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                try {
                  done.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    try (var server = RedisServer.start()) {
      long start = System.nanoTime();
      server.kill();

      // Waiting for a thread of the pool would take ten seconds and then give up.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    } finally {
      done.countDown();
    }
  }

  @Test
  void aServerThatDiesAtStartShowsTheEndOfItsLog() {
    assertThatThrownBy(() -> RedisServer.start("--no-such-option", "x"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("redis ended while it started")
        .hasMessageContaining("no-such-option");
  }

  @Test
  void whenNothingServesTheMessageNamesThreeWaysOut() {
    System.setProperty("path", "");
    System.setProperty("gallery.servers", "local");

    assertThatThrownBy(() -> DevServices.start(Service.MYSQL))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("Nothing here can serve MySQL")
        .hasMessageContaining("1. Install mysqld or mariadbd")
        .hasMessageContaining("2. Start Docker")
        .hasMessageContaining("3. Name a server of your own: GALLERY_MYSQL_URL=");
  }

  @Test
  void manyRunSideBySide() {
    List<CompletableFuture<RedisServer>> starts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      starts.add(CompletableFuture.supplyAsync(RedisServer::start));
    }
    List<RedisServer> servers = starts.stream().map(CompletableFuture::join).toList();
    try {
      Set<Integer> ports = new HashSet<>();
      servers.forEach(server -> ports.add(server.address().getPort()));
      assertThat(ports).hasSize(12);
    } finally {
      servers.forEach(RedisServer::close);
    }
  }

  @Test
  void aHundredStartsAndStopsLeaveNothing() {
    for (int i = 0; i < 100; i++) {
      var server = RedisServer.start();
      ProcessHandle process = server.handle();
      server.close();

      assertThat(process.isAlive()).isFalse();
      assertThat(Files.exists(server.directory())).isFalse();
      assertThat(Processes.listens(server.address())).isFalse();
    }
    for (int i = 0; i < 100; i++) {
      var server = MemcachedStandIn.start();
      server.close();
      assertThat(Processes.listens(server.address())).isFalse();
    }
  }

  private static String ping(int port) throws IOException {
    try (var talk = new RawConversation(new InetSocketAddress("127.0.0.1", port))) {
      talk.send("PING\r\n");
      return talk.readLine();
    }
  }
}
