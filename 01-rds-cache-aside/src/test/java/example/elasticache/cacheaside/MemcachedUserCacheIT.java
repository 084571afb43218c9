package example.elasticache.cacheaside;

import static example.elasticache.devservices.Service.MEMCACHED;
import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.devservices.DevServices;
import java.time.Duration;
import java.util.HashMap;
import net.rubyeye.xmemcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemcachedUserCacheIT implements UserCacheContract {
  private static DevServices services;
  private static MemcachedClient memcached;

  @BeforeAll
  static void connect() {
    services = DevServices.start(MEMCACHED);
    memcached = Clients.memcached(services.memcached());
  }

  @AfterAll
  static void disconnect() {
    Clients.close(memcached);
    services.close();
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

  @Test
  void aSerialisedJavaObjectIsNotTurnedBackIntoOne() throws Exception {
    UserCache cache = cache();
    memcached.set("user_info:v1:1", 60, new HashMap<>()); // by the client's own transcoder

    assertThat(cache.find(1)).isEqualTo(new CachedUser.Unknown());
  }
}
