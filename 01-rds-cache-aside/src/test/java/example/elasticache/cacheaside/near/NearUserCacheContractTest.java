package example.elasticache.cacheaside.near;

import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.InMemoryLeasedUserCache;
import example.elasticache.cacheaside.leases.LeasedUserCache;
import example.elasticache.cacheaside.leases.LeasedUserCacheContract;
import java.time.Duration;

/** While nothing is told about changes, the near cache stands aside. */
class NearUserCacheContractTest implements LeasedUserCacheContract {
  private InMemoryLeasedUserCache far;

  @Override
  public LeasedUserCache cache(CacheTimes times) {
    far = new InMemoryLeasedUserCache(times);
    return new NearUserCache(far, 100, Duration.ofMinutes(1));
  }

  @Override
  public void plant(LeasedUserCache cache, byte[] bytes) {
    far.plant(1, bytes);
  }

  @Override
  public void letPass(LeasedUserCache cache, Duration time) {
    far.turnClock(time);
  }
}
