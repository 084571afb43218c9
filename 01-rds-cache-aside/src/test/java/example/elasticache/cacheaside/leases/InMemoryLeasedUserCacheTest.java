package example.elasticache.cacheaside.leases;

import java.time.Duration;

class InMemoryLeasedUserCacheTest implements LeasedUserCacheContract {

  @Override
  public LeasedUserCache cache(CacheTimes times) {
    return new InMemoryLeasedUserCache(times);
  }

  @Override
  public void plant(LeasedUserCache cache, byte[] bytes) {
    ((InMemoryLeasedUserCache) cache).plant(1, bytes);
  }

  @Override
  public void letPass(LeasedUserCache cache, Duration time) {
    ((InMemoryLeasedUserCache) cache).turnClock(time);
  }
}
