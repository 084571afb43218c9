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
import redis.clients.jedis.RedisClient;

@ExtendWith(StoppableRedis.Extension.class)
class ResilientUsersTest {
  private static final User ADA = new User(1, "Ada Lovelace", "ada@example.com", "free");
  private static final int READERS = 256;
  private static final Duration LIMIT = Duration.ofMillis(1_500);

  /** On a busy machine: without limits, one reader waits for four seconds, and a crowd for six. */
  private static final Duration LAST_LIMIT_FOR_ONE = Duration.ofMillis(3_500);

  private static final Duration LAST_LIMIT_FOR_A_CROWD = Duration.ofSeconds(5);

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

    var reader = timed(1, () -> readWithANewClient(redis.address()));

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

      var reader = timed(1, () -> readWithANewClient(nobody.address()));

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
  void aStoppedCacheHoldsUpNoCrowd(StoppableRedis redis) {
    store.save(ADA);
    try (var client = connect(redis.address())) {
      var users = new ResilientUsers(store, cacheOver(client));
      resultOf(users);
      redis.stop();

      var readers = timed(READERS, () -> users.find(1));

      assertThat(readers.finished())
          .withFailMessage(
              "The cache is stopped, and of %s readers at once %s were not served in a second and a half: they queue for the few connections of the pool. How long may one wait for a free connection?",
              READERS, READERS - readers.finished())
          .isEqualTo(READERS);
      List<Object> others = readers.results().stream().filter(one -> !isAda(one)).toList();
      assertThat(others)
          .withFailMessage(
              "The cache is stopped, and the database has user 1, but %s readers got something else: %s.",
              others.size(), others.isEmpty() ? "" : others.get(0))
          .isEmpty();
    }
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

  private static <T> Crowd<T> timed(int readers, Callable<T> work) {
    Duration lastLimit = readers == 1 ? LAST_LIMIT_FOR_ONE : LAST_LIMIT_FOR_A_CROWD;
    return Pace.within(LIMIT, lastLimit, () -> Crowd.of(readers, work));
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
