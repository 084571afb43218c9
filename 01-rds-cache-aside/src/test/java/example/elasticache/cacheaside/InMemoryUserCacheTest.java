package example.elasticache.cacheaside;

import java.time.Duration;

class InMemoryUserCacheTest implements UserCacheContract {
  private InMemoryUserCache cache;

  @Override
  public UserCache cache(Expiry whenPresent, Expiry whenAbsent) {
    cache = new InMemoryUserCache(whenPresent, whenAbsent);
    return cache;
  }

  @Override
  public void letPass(Duration time) {
    cache.turnClock(time);
  }
}
