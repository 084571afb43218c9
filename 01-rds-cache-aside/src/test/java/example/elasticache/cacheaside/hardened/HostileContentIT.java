package example.elasticache.cacheaside.hardened;

import static example.elasticache.devservices.Service.MYSQL;
import static example.elasticache.devservices.Service.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import example.elasticache.cacheaside.Clients;
import example.elasticache.cacheaside.Expiry;
import example.elasticache.cacheaside.MySqlUserStore;
import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.devservices.DevServices;
import example.elasticache.devservices.faults.FaultProxy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.RedisClient;

/** What lies in the cache, and what must never lie there. */
class HostileContentIT {
  private static final User ADA = new User(1, "Ada Lovelace", "canary@example.com", "free");
  private static final Duration PATIENT = Duration.ofSeconds(5);
  private static DevServices services;
  private static HikariDataSource database;
  private static MySqlUserStore store;
  private static RedisClient redis;
  private HardenedUsers users;

  @BeforeAll
  static void connect() {
    services = DevServices.start(REDIS, MYSQL);
    database =
        Clients.database(
            services.mysql().url(), services.mysql().user(), services.mysql().password());
    store = new MySqlUserStore(database);
    redis = RedisClient.create(services.redis());
  }

  @AfterAll
  static void disconnect() {
    redis.close();
    database.close();
    services.close();
  }

  @BeforeEach
  void build() {
    sql("DROP TABLE IF EXISTS users");
    store.createSchema();
    redis.flushAll();
    users = HardenedUsers.builder(store, services.redis()).deadline(PATIENT).build();
    users.save(ADA);
  }

  @AfterEach
  void close() {
    users.close();
  }

  private static void sql(String statement) {
    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<String> hostileValues() {
    String user = "{\"id\":1,\"name\":\"Eve\",\"plan\":\"free\",\"version\":3}";
    return Stream.of(
        "{\"id\":2,\"name\":\"Eve\",\"plan\":\"free\",\"version\":3}",
        "{\"id\":1,\"name\":\"Eve\",\"plan\":\"free\",\"version\":3",
        "{\"id\":1,\"id\":1,\"name\":\"Eve\",\"plan\":\"free\",\"version\":3}",
        "{\"id\":1,\"name\":\"Eve\",\"plan\":\"free\",\"version\":NaN}",
        "{\"id\":1,\"name\":\"Eve\",\"plan\":\"free\",\"version\":1e999999999}",
        "{\"id\":1,\"name\":\"Eve\",\"plan\":\"free\"}",
        "{\"id\":1,\"name\":null,\"plan\":\"free\",\"version\":3}",
        "{\"id\":\"1\",\"name\":\"Eve\",\"plan\":\"free\",\"version\":3}",
        "{\"@class\":\"javax.naming.InitialContext\"}",
        "[\"java.util.HashMap\",{}]",
        "{\"sku\":\"M-1\",\"price\":3}",
        "[".repeat(1_000),
        "{\"x\":".repeat(1_000),
        "x".repeat(10_000_000),
        user + user,
        "\u00ac\u00ed\u0000\u0005sr",
        "",
        " ",
        "nil",
        "NULL",
        "lease:",
        "leased",
        "held ",
        "\0",
        "0",
        "-1",
        "true",
        "\"Ada\"",
        "<user/>",
        "O:4:\"User\":0:{}");
  }

  @ParameterizedTest
  @MethodSource("hostileValues")
  void whateverWasPlantedTheStoreAnswersAndReplacesIt(String planted) {
    redis.set("user_info:v1:1".getBytes(), planted.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(users.find(1)).map(UserInfo::name).contains("Ada Lovelace");

    assertThat(redis.get("user_info:v1:1")).contains("Ada Lovelace");
    assertThat(users.metrics().unreadable()).isEqualTo(1);
  }

  @Test
  void aValueOfAnotherTypeIsReplacedToo() {
    redis.hset("user_info:v1:1", "name", "Eve");

    assertThat(users.find(1)).map(UserInfo::name).contains("Ada Lovelace");

    assertThat(redis.get("user_info:v1:1")).contains("Ada Lovelace");
  }

  /** Fails when more than the reader's columns are cached, or when a deletion leaves the copy. */
  @Test
  void noAddressLiesInTheCacheAndAnErasedUserIsGoneFromIt() {
    users.find(1);
    users.find(404);

    assertThat(everything()).contains("Ada Lovelace").doesNotContain("canary");

    users.delete(1);
    assertThat(everything()).doesNotContain("Ada Lovelace");
  }

  private static String everything() {
    return redis.scan("0").getResult().stream()
        .map(key -> key + "=" + redis.get(key))
        .collect(Collectors.joining("\n"));
  }

  /** Fails without the size limit: then five megabytes lie in the cache. */
  @Test
  void aHugeRowIsServedAndNotCached() {
    sql("ALTER TABLE users MODIFY name LONGTEXT");
    sql("SET GLOBAL max_allowed_packet = 67108864");
    sql("UPDATE users SET name = REPEAT('x', 5000000) WHERE id = 1");

    assertThat(users.find(1)).map(user -> user.name().length()).contains(5_000_000);
    assertThat(users.find(1)).map(user -> user.name().length()).contains(5_000_000);

    assertThat(redis.exists("user_info:v1:1")).isFalse();
    assertThat(users.findAll(List.of(1L)).get(1L).name()).hasSize(5_000_000);
    assertThat(redis.exists("user_info:v1:1")).isFalse();
    assertThat(users.metrics().faults().values()).containsOnly(0L);
  }

  /** Fails when a save evicts before it knows that the row was written. */
  @Test
  void aWriteThatIsRolledBackChangesNothingInTheCache() {
    sql("UPDATE users SET version = " + Long.MAX_VALUE);
    users.find(1);
    String copy = redis.get("user_info:v1:1");

    assertThatThrownBy(() -> users.save(new User(1, "Eve", "eve@example.com", "pro")))
        .isInstanceOf(StoreException.class);

    assertThat(redis.get("user_info:v1:1")).isEqualTo(copy).contains("Ada Lovelace");
  }

  /** Fails when only a write that was confirmed evicts: the row is gone, and the copy stays. */
  @Test
  void aWriteWhoseAnswerWasLostEvictsTheCopy() {
    Matcher url = Pattern.compile("//([^:/]+):(\\d+)/").matcher(services.mysql().url());
    assertThat(url.find()).isTrue();
    int port = Integer.parseInt(url.group(2));
    try (var network = FaultProxy.before(new InetSocketAddress(url.group(1), port));
        var impatient =
            Clients.database(
                services
                    .mysql()
                    .url()
                    .replace(":" + port + "/", ":" + network.address().getPort() + "/")
                    .replaceAll("socketTimeout=\\d+", "socketTimeout=500"),
                services.mysql().user(),
                services.mysql().password());
        var writer =
            HardenedUsers.builder(new MySqlUserStore(impatient), services.redis())
                .deadline(PATIENT)
                .build()) {
      assertThat(writer.find(1)).isPresent();
      network.holdReplies();

      assertThatThrownBy(() -> writer.delete(1)).isInstanceOf(StoreException.class);

      assertThat(store.find(1)).isEmpty();
      assertThat(users.find(1)).isEmpty();
      network.heal();
    }
  }

  /** A writer that dies between its commit and its eviction: nobody is left to try again. */
  @Test
  void aWriterThatDiesBeforeItEvictsLeavesTheOldCopyForItsLifeAtMost() {
    var times = CacheTimes.defaults().withPresent(Expiry.after(Duration.ofSeconds(1)));
    try (var shortLived =
        HardenedUsers.builder(store, services.redis()).times(times).deadline(PATIENT).build()) {
      shortLived.find(1);
      store.save(new User(1, "Ada King", "ada@example.com", "pro")); // and no eviction
      long start = System.nanoTime();

      await().until(() -> shortLived.find(1).orElseThrow().name().equals("Ada King"));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  /** Everything that the program can say, in its worst hour, without a password or an address. */
  @Test
  void noSecretIsInAnyLogLineOrText() {
    List<String> said = new CopyOnWriteArrayList<>();
    Logger root = Logger.getLogger("");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            said.add(line.getMessage() + " " + line.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Level usual = root.getLevel();
    root.setLevel(Level.ALL);
    root.addHandler(handler);
    String password = "canary-password";
    URI endpoint =
        URI.create("redis://eve:" + password + "@127.0.0.1:" + services.redis().getPort());
    try (var refused = HardenedUsers.builder(store, endpoint).deadline(PATIENT).build()) {
      refused.save(ADA);
      refused.find(1);
      redis.set("user_info:v1:1", "canary-value");
      users.find(1);
      said.add(refused + " " + refused.metrics() + ADA);
      sql("RENAME TABLE users TO elsewhere");
      said.add(failure(() -> refused.save(ADA)));
      said.add(failure(() -> refused.find(1)));
      sql("DROP TABLE elsewhere");
    } finally {
      root.removeHandler(handler);
      root.setLevel(usual);
    }

    assertThat(String.join("\n", said))
        .contains("DENIED", "WRONGPASS", "could not save user 1")
        .doesNotContain("canary");
  }

  private static String failure(Runnable call) {
    try {
      call.run();
      throw new AssertionError("no failure");
    } catch (StoreException e) {
      return e + " " + e.getCause();
    }
  }
}
