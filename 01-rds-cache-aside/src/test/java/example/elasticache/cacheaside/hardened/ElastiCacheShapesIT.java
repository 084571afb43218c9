package example.elasticache.cacheaside.hardened;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.degradation.CacheFault;
import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.faults.FaultProxy;
import example.elasticache.devservices.topology.RedisCluster;
import example.elasticache.devservices.topology.ServerlessRedis;
import example.elasticache.devservices.topology.TlsRedis;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import redis.clients.jedis.SslOptions;

/** The whole object against the shapes that ElastiCache comes in. */
@Isolated
class ElastiCacheShapesIT {
  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");
  private static ServerlessRedis redis;
  private final InMemoryUserStore store = new InMemoryUserStore();

  @BeforeAll
  static void start() {
    redis = ServerlessRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static SslOptions trusting(Certificates certificates) {
    return SslOptions.builder()
        .truststore(certificates.trustStore().toFile(), certificates.password().toCharArray())
        .trustStoreType("PKCS12")
        .build();
  }

  private static HardenedUsers.Builder serverless(InMemoryUserStore store) {
    return HardenedUsers.builder(store, redis.uri())
        .clusterMode()
        .tls(trusting(redis.certificates()));
  }

  /** TLS, the cluster protocol, and a user who may only do what the service lets users do. */
  @Test
  void worksOnAServerlessCache() {
    try (var users = serverless(store).build()) {
      users.save(ADA);
      await().until(() -> hitsOf(users, 1));

      assertThat(users.find(1)).map(UserInfo::name).contains("Ada Lovelace");
      assertThat(users.find(404)).isEmpty();
      long loads = users.metrics().loads();
      assertThat(users.find(404)).isEmpty();
      assertThat(users.metrics().loads()).isEqualTo(loads);
      users.save(new User(1, "Ada King", "ada@example.com", "pro"));
      assertThat(users.find(1)).map(UserInfo::name).contains("Ada King");
      users.delete(1);
      assertThat(users.find(1)).isEmpty();

      assertThat(users.metrics().faults().get(CacheFault.DENIED)).isZero();
      assertThat(users.metrics().faults().get(CacheFault.REFUSED)).isZero();
      assertThat((List<?>) redis.server().call("ACL", "LOG")).isEmpty();
    }
  }

  /** Returns whether a second read is a hit: false while connections are still being opened. */
  private static boolean hitsOf(HardenedUsers users, long id) {
    users.find(id);
    long hits = users.stats().hits();
    users.find(id);
    return users.stats().hits() > hits;
  }

  @Test
  void aServerlessCacheThatHangsIsReadPastInTime() {
    try (var users = serverless(store).build()) {
      users.save(ADA);
      await().until(() -> hitsOf(users, 1));
      redis.server().pause();
      long slowest = 0;
      for (int i = 0; i < 30; i++) {
        long start = System.nanoTime();
        assertThat(users.find(1)).isPresent();
        slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
      }
      redis.server().resume();

      assertThat(slowest).isLessThanOrEqualTo(300);
      await().until(() -> hitsOf(users, 1));
    }
  }

  @Test
  void aClusterClientStartsWithoutItsCluster() {
    try (var users =
        HardenedUsers.builder(store, URI.create("redis://127.0.0.1:1")).clusterMode().build()) {
      store.save(ADA);

      assertThat(users.find(1)).isPresent();
    }
  }

  @Tag("soak")
  @Test
  void followsAClusterWhenAReplicaTakesOver() {
    try (var cluster = RedisCluster.start(3, 1)) {
      int seed = cluster.replicasOf("user_info:v1:1").get(0).address().getPort();
      try (var users =
          HardenedUsers.builder(store, URI.create("redis://127.0.0.1:" + seed))
              .clusterMode()
              .build()) {
        users.save(ADA);
        await().until(() -> hitsOf(users, 1));

        RedisServer master = cluster.masterOf("user_info:v1:1");
        master.kill();
        assertThat(users.find(1)).isPresent();
        cluster.awaitHealthy();

        await().until(() -> hitsOf(users, 1));
        assertThat(users.metrics().owedEvictions()).isZero();
      }
    }
  }

  /** Fails without the endpoint check in DeadlineSocketFactory: then the read is a hit. */
  @Test
  void aServerWithTheCertificateOfAnotherHostIsRefused() {
    try (var tls = TlsRedis.startWithWrongName();
        var users =
            HardenedUsers.builder(store, tls.uri()).tls(trusting(tls.certificates())).build()) {
      store.save(ADA);

      assertThat(users.find(1)).isPresent();
      assertThat(users.find(1)).isPresent();

      assertThat(users.stats().hits()).isZero();
      assertThat(users.metrics().faults().get(CacheFault.UNREACHABLE)).isPositive();
      assertThat(tls.server().call("DBSIZE")).isEqualTo(0L);
    }
  }

  @Test
  void aServerThatNobodyVouchesForIsRefused() {
    try (var tls = TlsRedis.start();
        var users = HardenedUsers.builder(store, tls.uri()).build()) {
      store.save(ADA);

      assertThat(users.find(1)).isPresent();

      assertThat(tls.server().call("DBSIZE")).isEqualTo(0L);
    }
  }

  @Test
  void overTlsToo() {
    try (var tls = TlsRedis.start();
        var users =
            HardenedUsers.builder(store, tls.uri()).tls(trusting(tls.certificates())).build()) {
      users.save(ADA);

      await().until(() -> hitsOf(users, 1));
    }
  }

  /** Fails when only the decrypted stream knows the deadline: a record drips in below it. */
  @Test
  void aDrippedTlsRecordEndsAtTheDeadline() {
    try (var tls = TlsRedis.start();
        var network = FaultProxy.before(tls.server().address());
        var users =
            HardenedUsers.builder(
                    store,
                    URI.create(
                        redis
                            .uri()
                            .toString()
                            .replaceAll(":\\d+$", ":" + network.address().getPort())))
                .tls(trusting(tls.certificates()))
                .build()) {
      users.save(ADA);
      await().until(() -> hitsOf(users, 1));

      network.drip(Duration.ofMillis(20));
      long start = System.nanoTime();
      users.find(1);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300));
    }
  }

  /** Behind one name the other node is the primary now; the old one answers READONLY. */
  @Test
  void healsWhenTheRolesOfPrimaryAndReplicaChange() {
    try (var one = RedisServer.start();
        var two = RedisServer.start();
        var name = FaultProxy.before(one.address());
        var users =
            HardenedUsers.builder(
                    store, URI.create("redis://127.0.0.1:" + name.address().getPort()))
                .build()) {
      users.save(ADA);
      await().until(() -> hitsOf(users, 1));

      one.call("REPLICAOF", "127.0.0.1", String.valueOf(two.address().getPort()));
      name.pointAt(two.address());
      users.save(new User(1, "Ada King", "ada@example.com", "pro"));

      assertThat(users.find(1)).map(UserInfo::name).contains("Ada King");
      await().until(() -> users.metrics().owedEvictions() == 0 && hitsOf(users, 1));
      assertThat(users.find(1)).map(UserInfo::name).contains("Ada King");
      assertThat(users.metrics().faults().get(CacheFault.READ_ONLY)).isPositive();
    }
  }
}
