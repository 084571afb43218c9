package example.elasticache.cacheaside.degradation;

import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.InMemoryLeasedUserCache;
import example.elasticache.cacheaside.leases.LeasedUserCache;
import example.elasticache.cacheaside.leases.LeasedUserCacheContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** While the cache behind it is well, the guard changes nothing. */
class FaultTolerantUserCacheContractTest implements LeasedUserCacheContract {
  private InMemoryLeasedUserCache behind;
  private FaultTolerantUserCache guard;

  @Override
  public LeasedUserCache cache(CacheTimes times) {
    behind = new InMemoryLeasedUserCache(times);
    guard = new FaultTolerantUserCache(behind, Duration.ofSeconds(5), () -> {});
    return guard;
  }

  @AfterEach
  void close() {
    guard.close();
  }

  @Override
  public void plant(LeasedUserCache cache, byte[] bytes) {
    behind.plant(1, bytes);
  }

  @Override
  public void letPass(LeasedUserCache cache, Duration time) {
    behind.turnClock(time);
  }
}
