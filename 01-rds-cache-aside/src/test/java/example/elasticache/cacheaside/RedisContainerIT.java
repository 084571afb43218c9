package example.elasticache.cacheaside;

import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.LeasedUserCache;
import example.elasticache.cacheaside.leases.LeasedUserCacheContract;
import example.elasticache.cacheaside.leases.RedisLeasedUserCache;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Isolated;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import redis.clients.jedis.RedisClient;

@Isolated
@Testcontainers
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason = "Docker does not answer; RedisUserCacheIT runs the same contract without it")
class RedisContainerIT implements UserCacheContract, LeasedUserCacheContract {

  @Container
  private static final GenericContainer<?> SERVER =
      new GenericContainer<>("redis:8.0").withExposedPorts(6379);

  private static RedisClient redis;

  @BeforeAll
  static void connect() {
    redis =
        Clients.redis(URI.create("redis://" + SERVER.getHost() + ":" + SERVER.getMappedPort(6379)));
  }

  @AfterAll
  static void disconnect() {
    redis.close();
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

  @Override
  public LeasedUserCache cache(CacheTimes times) {
    redis.flushAll();
    return new RedisLeasedUserCache(redis, times);
  }

  @Override
  public void plant(LeasedUserCache cache, byte[] bytes) {
    redis.set("user_info:v1:1".getBytes(), bytes);
  }

  @Override
  public void letPass(LeasedUserCache cache, Duration time) throws InterruptedException {
    letPass(time);
  }
}
