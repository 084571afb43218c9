package e6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import example.elasticache.cacheaside.CachedUser;
import example.elasticache.cacheaside.Clients;
import example.elasticache.cacheaside.Expiry;
import example.elasticache.cacheaside.RedisUserCache;
import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserCache;
import example.elasticache.cacheaside.UserInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kit.ClockedCache;
import kit.CountingStore;
import kit.Crowd;
import kit.FullListener;
import kit.Pace;
import kit.StoppableRedis;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.Pool;

@ExtendWith(StoppableRedis.Extension.class)
class ResilientUsersTest {
  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");
  private static final Duration LIMIT = Duration.ofMillis(1_500);

  /** On a busy machine: a client without limits needs four seconds at the least. */
  private static final Duration LAST_LIMIT = Duration.ofMillis(3_500);

  private final CountingStore store = new CountingStore();

  @Test
  @Order(1)
  void aCacheThatWorksIsUsed() {
    store.save(ADA);
    var users = new ResilientUsers(store, new ClockedCache());

    users.find(1);
    Optional<UserInfo> again = users.find(1);

    assertThat(again.map(UserInfo::name))
        .withFailMessage("The second read should return user 1, but returned %s.", again)
        .contains("Ada Lovelace");
    assertThat(store.reads())
        .withFailMessage(
            "The cache works, so it should answer the second read: the database was asked %s times.",
            store.reads())
        .isEqualTo(1);
    assertThat(users.failures())
        .withFailMessage("Nothing failed, but failures() says %s.", users.failures())
        .isZero();
  }

  @Test
  @Order(2)
  void whateverTheCacheThrowsIsAMiss() {
    store.save(ADA);
    // A reply of another type surprises the client itself: not only exceptions of its own come out.
    var users = new ResilientUsers(store, new BrokenCache(new ClassCastException("Long")));

    Object found = resultOf(users);

    assertThat(found)
        .withFailMessage(
            "The cache threw an exception, and the database has user 1. The read should return the user, but brought: %s.",
            found)
        .matches(ResilientUsersTest::isAda);
  }

  @Test
  @Order(3)
  void aFailureIsCounted() {
    store.save(ADA);
    var users = new ResilientUsers(store, new BrokenCache(new IllegalStateException("down")));

    resultOf(users);

    assertThat(users.failures())
        .withFailMessage(
            "The look failed, and so did the copy: that makes 2 failures, but failures() says %s. A cache that is down in silence stays down.",
            users.failures())
        .isEqualTo(2);
  }

  @Test
  @Order(4)
  void aFailureOfTheDatabaseIsAnError() {
    store.beforeEachRead(
        () -> {
          throw new StoreException("The database did not answer.", new SQLException("timeout"));
        });
    var users = new ResilientUsers(store, new ClockedCache());

    Throwable failure = catchThrowable(() -> users.find(1));

    assertThat(failure)
        .withFailMessage(
            "The database failed, so nobody knows whether user 1 exists. The caller has to get the exception, but got: %s.",
            failure == null ? "an answer" : failure)
        .isInstanceOf(StoreException.class);
  }

  @Test
  @Order(5)
  void aStoppedCacheCostsAReaderLittleTime(StoppableRedis redis) {
    store.save(ADA);
    warmUp(redis.address());
    redis.stop();

    var reader = timed(() -> readWithANewClient(redis.address()));

    assertThat(reader.finished())
        .withFailMessage(
            "The cache is stopped, and a reader still waits for it after a second and a half. How long does the client wait for an answer?")
        .isEqualTo(1);
    assertThat(reader.results())
        .withFailMessage(
            "The cache is stopped, and the database has user 1, but the reader got: %s.",
            reader.results().get(0))
        .allMatch(ResilientUsersTest::isAda);
  }

  @Test
  @Order(6)
  void anUnreachableCacheCostsAReaderLittleTime() throws IOException {
    store.save(ADA);
    try (var nobody = new FullListener()) {

      var reader = timed(() -> readWithANewClient(nobody.address()));

      assertThat(reader.finished())
          .withFailMessage(
              "No connection to the cache comes about, and a reader still waits for one after a second and a half. How long does the client wait for a connection?")
          .isEqualTo(1);
      assertThat(reader.results())
          .withFailMessage(
              "The cache cannot be reached, and the database has user 1, but the reader got: %s.",
              reader.results().get(0))
          .allMatch(ResilientUsersTest::isAda);
    }
  }

  @Test
  @Order(7)
  void aReaderWaitsBrieflyForAFreeConnection(StoppableRedis redis) {
    store.save(ADA);
    try (var client = connect(redis.answering())) {
      var users = new ResilientUsers(store, cacheOver(client));
      List<Connection> taken = takeAll(client.getPool());

      var reader = timed(() -> users.find(1));
      long finished = reader.finished();
      taken.forEach(Connection::close);

      assertThat(finished)
          .withFailMessage(
              "All %s connections are taken, and a reader still waits for one after a second and a half. How long may one wait for a free connection?",
              taken.size())
          .isEqualTo(1);
      assertThat(reader.results())
          .withFailMessage(
              "No connection is free, and the database has user 1, but the reader got: %s.",
              reader.results().get(0))
          .allMatch(ResilientUsersTest::isAda);
    }
  }

  private static List<Connection> takeAll(Pool<Connection> pool) {
    List<Connection> taken = new ArrayList<>();
    while (taken.size() < pool.getMaxTotal()) {
      taken.add(pool.getResource());
    }
    return taken;
  }

  @Test
  @Order(8)
  void aCacheThatIsBackIsUsedAgain(StoppableRedis redis) throws InterruptedException {
    store.save(ADA);
    try (var client = connect(redis.address())) {
      var users = new ResilientUsers(store, cacheOver(client));
      redis.stop();
      resultOf(users);
      redis.resume();

      boolean used = false;
      for (int i = 0; i < 25 && !used; i++) {
        Thread.sleep(100); // A client may need a moment to get rid of its broken connections.
        int before = store.reads();
        used = isAda(resultOf(users)) && store.reads() == before;
      }

      assertThat(used)
          .withFailMessage(
              "The cache answers again, but after seconds each read still goes to the database.")
          .isTrue();
    }
  }

  private static Crowd<Optional<UserInfo>> timed(Callable<Optional<UserInfo>> read) {
    return Pace.within(LIMIT, LAST_LIMIT, () -> Crowd.of(1, read));
  }

  /** Loads the client's classes, which would count otherwise. */
  private static void warmUp(InetSocketAddress address) {
    URI endpoint = URI.create("redis://" + address.getHostString() + ":" + address.getPort());
    try (var client = Clients.redis(endpoint)) {
      resultOf(new ResilientUsers(new CountingStore(), cacheOver(client)));
    }
  }

  private Optional<UserInfo> readWithANewClient(InetSocketAddress cache) {
    try (var client = connect(cache)) {
      return new ResilientUsers(store, cacheOver(client)).find(1);
    }
  }

  private static RedisClient connect(InetSocketAddress address) {
    return ResilientUsers.connect(address.getHostString(), address.getPort());
  }

  private static UserCache cacheOver(RedisClient client) {
    return new RedisUserCache(
        client, Expiry.after(Duration.ofMinutes(1)), Expiry.after(Duration.ofSeconds(30)));
  }

  private static Object resultOf(ResilientUsers users) {
    try {
      return users.find(1);
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static boolean isAda(Object found) {
    return found instanceof Optional<?> some
        && some.isPresent()
        && some.get() instanceof UserInfo user
        && user.name().equals("Ada Lovelace");
  }

  /** Throws whatever it is asked. */
  private record BrokenCache(RuntimeException failure) implements UserCache {
    @Override
    public CachedUser find(long id) {
      throw failure;
    }

    @Override
    public void put(UserInfo user) {
      throw failure;
    }

    @Override
    public void putAbsent(long id) {
      throw failure;
    }

    @Override
    public void evict(long id) {
      throw failure;
    }
  }
}
