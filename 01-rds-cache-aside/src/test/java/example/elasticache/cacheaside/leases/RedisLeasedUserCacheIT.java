package example.elasticache.cacheaside.leases;

import static example.elasticache.devservices.Service.REDIS;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.cacheaside.UserInfo;
import example.elasticache.devservices.DevServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class RedisLeasedUserCacheIT implements LeasedUserCacheContract {
  private static DevServices services;
  private static RedisClient redis;

  @BeforeAll
  static void connect() {
    services = DevServices.start(REDIS);
    redis = RedisClient.create(services.redis());
  }

  @AfterAll
  static void disconnect() {
    redis.close();
    services.close();
  }

  @Override
  public LeasedUserCache cache(CacheTimes times) {
    redis.flushAll();
    return new RedisLeasedUserCache(redis, times);
  }

  @Override
  public Duration unit() {
    return Duration.ofMillis(500);
  }

  @Override
  public void plant(LeasedUserCache cache, byte[] bytes) {
    redis.set("user_info:v1:1".getBytes(), bytes);
  }

  @Override
  public void letPass(LeasedUserCache cache, Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  @Test
  void aValueOfAnotherTypeIsReplaced() {
    LeasedUserCache cache = cache(TIMES);
    redis.rpush("user_info:v1:1", "a", "b");

    assertThat(cache.look(1)).isEqualTo(new Slot.Empty());
    assertThat(cache.open(1)).isInstanceOf(Slot.Granted.class);
  }

  @Test
  void aRestartedServerLearnsTheScriptsAgain() {
    LeasedUserCache cache = cache(TIMES);
    redis.scriptFlush();

    Lease lease = LeasedUserCacheContract.lease(cache.open(1));

    assertThat(cache.fill(1, lease, Optional.of(ADA))).isTrue();
  }

  @Test
  void everyKeyExpires() {
    LeasedUserCache cache = cache(TIMES.withHoldOff(Duration.ofSeconds(5)));

    cache.open(1);
    cache.fill(2, LeasedUserCacheContract.lease(cache.open(2)), Optional.empty());
    cache.fill(3, LeasedUserCacheContract.lease(cache.open(3)), Optional.of(user(3)));
    cache.evict(4);

    assertThat(redis.pttl("user_info:v1:1")).isBetween(1L, 2_000L);
    assertThat(redis.pttl("user_info:v1:2")).isBetween(1L, 33_000L);
    assertThat(redis.pttl("user_info:v1:3")).isBetween(3_200_000L, 3_960_000L);
    assertThat(redis.pttl("user_info:v1:4")).isBetween(1L, 5_000L);
  }

  /** Fails when {@code CacheTimes.defaults()} drops its jitter: then all fall into one second. */
  @Test
  void copiesMadeTogetherDoNotExpireTogether() {
    LeasedUserCache cache = cache(TIMES);
    for (long id = 1; id <= 10_000; id++) {
      cache.fill(id, LeasedUserCacheContract.lease(cache.open(id)), Optional.of(user(id)));
    }

    Map<Long, Long> keysPerSecond =
        LongStream.rangeClosed(1, 10_000)
            .map(id -> redis.pttl("user_info:v1:" + id) / 1_000)
            .boxed()
            .collect(groupingBy(second -> second, counting()));

    assertThat(keysPerSecond.values()).allMatch(keys -> keys <= 300);
  }

  @Test
  void inBulkAValueOfAnotherTypeIsReplacedAndTheScriptLearned() {
    LeasedUserCache cache = cache(TIMES);
    redis.rpush("user_info:v1:1", "a", "b");
    redis.scriptFlush();

    assertThat(cache.lookAll(List.of(1L, 2L)))
        .isEqualTo(Map.of(1L, new Slot.Empty(), 2L, new Slot.Empty()));
    Map<Long, Slot> opened = cache.openAll(List.of(1L, 2L));
    Map<Long, Lease> leases =
        Map.of(
            1L, LeasedUserCacheContract.lease(opened.get(1L)),
            2L, LeasedUserCacheContract.lease(opened.get(2L)));
    cache.fillAll(leases, Map.of(1L, user(1)));

    assertThat(cache.look(1)).isEqualTo(new Slot.Present(user(1)));
    assertThat(cache.look(2)).isEqualTo(new Slot.Absent());
  }

  private static UserInfo user(long id) {
    return new UserInfo(id, "Ada Lovelace", "free", 1);
  }
}
