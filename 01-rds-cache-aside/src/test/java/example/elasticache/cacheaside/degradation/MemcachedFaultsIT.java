package example.elasticache.cacheaside.degradation;

import static example.elasticache.devservices.Service.MEMCACHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.cacheaside.Clients;
import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.leases.CacheAsideWithLeases;
import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.MemcachedLeasedUserCache;
import example.elasticache.devservices.DevServices;
import java.time.Duration;
import net.rubyeye.xmemcached.MemcachedClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The same protections over Memcached. */
@Isolated
class MemcachedFaultsIT {
  private DevServices services;
  private MemcachedClient memcached;
  private FaultTolerantUserCache cache;
  private CacheAsideWithLeases users;

  @BeforeEach
  void connect() {
    services = DevServices.start(MEMCACHED);
    memcached = Clients.memcached(services.memcached());
    cache =
        new FaultTolerantUserCache(
            new MemcachedLeasedUserCache(memcached, CacheTimes.defaults()),
            Duration.ofMillis(100),
            () -> {});
    var store = new InMemoryUserStore();
    users = new CacheAsideWithLeases(store, cache, Duration.ofSeconds(3));
    store.save(new User(1, "Ada Lovelace", "ada@example.com", "free"));
    users.find(1);
  }

  @AfterEach
  void disconnect() throws Exception {
    cache.close();
    memcached.shutdown();
    services.close();
  }

  @Test
  void withTheCacheKilledEveryReadIsAnsweredAndItHealsByItself() {
    services.kill(MEMCACHED);
    for (int i = 0; i < 50; i++) {
      assertThat(users.find(1)).isPresent();
    }
    assertThat(cache.isOpen()).isTrue();

    services.restart(MEMCACHED);

    await()
        .untilAsserted(
            () -> {
              long hits = users.stats().hits();
              users.find(1);
              assertThat(users.stats().hits()).isGreaterThan(hits);
            });
  }

  @Test
  void withTheCacheStoppedEveryReadIsAnsweredSoon() {
    services.pause(MEMCACHED);
    long slowest = 0;
    for (int i = 0; i < 30; i++) {
      long start = System.nanoTime();
      assertThat(users.find(1)).isPresent();
      slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
    }
    services.resume(MEMCACHED);

    assertThat(slowest).isLessThanOrEqualTo(300);
    await().until(() -> !cache.isOpen());
  }
}
