package example.elasticache.cacheaside;

import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.LeasedUserCache;
import example.elasticache.cacheaside.leases.LeasedUserCacheContract;
import example.elasticache.cacheaside.leases.MemcachedLeasedUserCache;
import java.net.InetSocketAddress;
import java.time.Duration;
import net.rubyeye.xmemcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Isolated;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Isolated
@Testcontainers
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason =
        "Docker does not answer; MemcachedUserCacheIT runs the same contract without it")
class MemcachedContainerIT implements UserCacheContract, LeasedUserCacheContract {

  @Container
  private static final GenericContainer<?> SERVER =
      new GenericContainer<>("memcached:1.6").withExposedPorts(11211);

  private static MemcachedClient memcached;

  @BeforeAll
  static void connect() {
    memcached =
        Clients.memcached(new InetSocketAddress(SERVER.getHost(), SERVER.getMappedPort(11211)));
  }

  @AfterAll
  static void disconnect() {
    Clients.close(memcached);
  }

  @Override
  public UserCache cache(Expiry whenPresent, Expiry whenAbsent) {
    try {
      memcached.flushAll();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return new MemcachedUserCache(memcached, whenPresent, whenAbsent);
  }

  @Override
  public void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  @Override
  public LeasedUserCache cache(CacheTimes times) {
    cache(); // empties the server
    return new MemcachedLeasedUserCache(memcached, times);
  }

  @Override
  public void plant(LeasedUserCache cache, byte[] bytes) {
    try {
      memcached.set("user_info:v1:1", 60, bytes, new BytesTranscoder());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void letPass(LeasedUserCache cache, Duration time) throws InterruptedException {
    letPass(time);
  }
}
