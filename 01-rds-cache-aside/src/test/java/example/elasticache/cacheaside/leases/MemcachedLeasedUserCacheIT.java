package example.elasticache.cacheaside.leases;

import static example.elasticache.devservices.Service.MEMCACHED;

import example.elasticache.cacheaside.BytesTranscoder;
import example.elasticache.cacheaside.Clients;
import example.elasticache.devservices.DevServices;
import java.time.Duration;
import net.rubyeye.xmemcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MemcachedLeasedUserCacheIT implements LeasedUserCacheContract {
  private static DevServices services;
  private static MemcachedClient memcached;

  @BeforeAll
  static void connect() {
    services = DevServices.start(MEMCACHED);
    memcached = Clients.memcached(services.memcached());
    memcached.setOpTimeout(5_000);
  }

  @AfterAll
  static void disconnect() throws Exception {
    memcached.shutdown();
    services.close();
  }

  @Override
  public LeasedUserCache cache(CacheTimes times) {
    try {
      memcached.flushAll();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
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
    Thread.sleep(time.toMillis());
  }
}
