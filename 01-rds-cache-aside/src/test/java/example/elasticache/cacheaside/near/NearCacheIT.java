package example.elasticache.cacheaside.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.hardened.HardenedUsers;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.devservices.faults.ScriptedRedis;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Near caches of two applications, which the server itself keeps true. */
class NearCacheIT {
  private static RedisServer redis;
  private final InMemoryUserStore store = new InMemoryUserStore();
  private FaultProxy network;
  private HardenedUsers reader;
  private HardenedUsers writer;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void connect() {
    redis.call("FLUSHALL");
    network = FaultProxy.before(redis.address());
    reader = withNearCache(network.address());
    writer = withNearCache(redis.address());
    await().until(() -> reader.metrics().nearCacheIsOn() && writer.metrics().nearCacheIsOn());
    writer.save(ada("free"));
  }

  @AfterEach
  void disconnect() {
    reader.close();
    writer.close();
    network.close();
  }

  private HardenedUsers withNearCache(InetSocketAddress server) {
    return HardenedUsers.builder(store, URI.create("redis://127.0.0.1:" + server.getPort()))
        .nearCache(1_000, Duration.ofMinutes(1))
        .build();
  }

  private static User ada(String plan) {
    return new User(1, "Ada Lovelace", "ada@example.com", plan);
  }

  private void readUntilNear() {
    await()
        .until(
            () -> {
              long before = reader.metrics().nearHits();
              reader.find(1);
              return reader.metrics().nearHits() > before;
            });
  }

  /** Fails without the listener, or without the prefix: then the old copy stays for a minute. */
  @Test
  void aWriteElsewhereIsSeenAtOnce() {
    readUntilNear();

    writer.save(ada("pro"));

    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> reader.find(1).map(UserInfo::plan).orElseThrow().equals("pro"));
  }

  @Test
  void whoWritesReadsItsOwnWrite() {
    for (int i = 0; i < 500; i++) {
      reader.save(ada("plan " + i));
      assertThat(reader.find(1)).map(UserInfo::plan).contains("plan " + i);
      reader.find(1);
      reader.find(1);
    }
  }

  @Test
  void aFlushedServerEmptiesTheNearCacheToo() {
    readUntilNear();
    long loads = reader.metrics().loads();

    redis.call("FLUSHALL");

    await()
        .until(
            () -> {
              reader.find(1);
              return reader.metrics().loads() > loads;
            });
  }

  @Test
  void aLostConnectionEmptiesTheNearCacheUntilItIsBack() {
    readUntilNear();
    network.cut();
    writer.save(ada("pro"));

    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> reader.find(1).map(UserInfo::plan).orElseThrow().equals("pro"));
    readUntilNear();
  }

  /** Nobody says that the connection is dead: the heartbeat notices within a second. */
  @Test
  void aConnectionThatGoesSilentEmptiesTheNearCacheInTime() {
    readUntilNear();

    network.blackHole();
    long start = System.nanoTime();
    await().until(() -> !reader.metrics().nearCacheIsOn());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
    writer.save(ada("pro"));
    assertThat(reader.find(1)).map(UserInfo::plan).contains("pro");
  }

  @Test
  void manyAtOnceComeFromNearToo() {
    for (long id = 1; id <= 300; id++) {
      writer.save(new User(id, "User " + id, "u@example.com", "free"));
    }
    List<Long> ids = LongStream.rangeClosed(1, 301).boxed().toList();
    assertThat(reader.findAll(ids)).hasSize(300);
    await()
        .until(
            () -> {
              long before = reader.metrics().nearHits();
              assertThat(reader.findAll(ids)).hasSize(300);
              return reader.metrics().nearHits() == before + 300;
            });
  }

  @Test
  void aServerWithoutTrackingSwitchesItOffWithOneLine() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger(Invalidations.class.getPackageName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try (var old =
            ScriptedRedis.answering("$-1\r\n")
                .answer("CLIENT", "-ERR Unknown subcommand or wrong number of arguments\r\n");
        var users = withNearCache(old.address())) {
      await().until(() -> !lines.isEmpty());

      assertThat(lines)
          .containsExactly("The near cache stays off: this server has no client tracking.");
      assertThat(users.metrics().nearCacheIsOn()).isFalse();
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void onAClusterItIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HardenedUsers.builder(store, URI.create("redis://127.0.0.1:1"))
                    .clusterMode()
                    .nearCache(10, Duration.ofSeconds(1))
                    .build())
        .withMessageContaining("cluster mode disabled");
  }

  /** Every few rounds the connection is cut; what is near is never old once things are calm. */
  @Tag("soak")
  @Test
  void fiveThousandWritesAndCutsLeaveNoOldCopy() {
    int stale = 0;
    for (int round = 1; round <= 5_000; round++) {
      String plan = "plan " + round;
      reader.find(1);
      var write = CompletableFuture.runAsync(() -> writer.save(ada(plan)));
      reader.find(1);
      reader.find(1);
      write.join();
      if (round % 50 == 0) {
        network.cut();
      }
      long limit = System.nanoTime() + 2_000_000_000L;
      while (!reader.find(1).map(UserInfo::plan).orElseThrow().equals(plan)) {
        if (System.nanoTime() > limit) {
          stale++;
          break;
        }
      }
    }
    assertThat(stale).isZero();
  }
}
