package example.elasticache.cacheaside;

import static example.elasticache.devservices.Service.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.DevServices;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class RedisUserCacheIT implements UserCacheContract {
  private static DevServices services;
  private static RedisClient redis;

  @BeforeAll
  static void connect() {
    services = DevServices.start(REDIS);
    redis = Clients.redis(services.redis());
  }

  @AfterAll
  static void disconnect() {
    redis.close();
    services.close();
  }

  @Override
  public UserCache cache(Expiry whenPresent, Expiry whenAbsent) {
    redis.flushAll();
    return new RedisUserCache(redis, whenPresent, whenAbsent);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  @Test
  void everyKeyExpiresFromTheMomentItIsWritten() {
    UserCache cache = cache(Expiry.after(Duration.ofHours(1)), ONE_SECOND);

    cache.put(ADA);
    cache.putAbsent(2);

    assertThat(redis.pttl("user_info:v1:1")).isBetween(3_590_000L, 3_600_000L);
    assertThat(redis.pttl("user_info:v1:2")).isBetween(1L, 1_000L);
  }

  @Test
  void theCacheHoldsOnlyWhatAReaderNeeds() {
    cache().put(ADA);

    assertThat(redis.keys("*")).containsExactly("user_info:v1:1");
    assertThat(redis.get("user_info:v1:1"))
        .isEqualTo("{\"id\":1,\"name\":\"Ada Lovelace\",\"plan\":\"free\",\"version\":3}");
  }

  @Test
  void aValueThatIsNoUserIsUnknownAndReplaced() {
    UserCache cache = cache();
    redis.set("user_info:v1:1", "rubbish");

    assertThat(cache.find(1)).isEqualTo(new CachedUser.Unknown());
    cache.put(ADA);

    assertThat(cache.find(1)).isEqualTo(new CachedUser.Present(ADA));
  }
}
