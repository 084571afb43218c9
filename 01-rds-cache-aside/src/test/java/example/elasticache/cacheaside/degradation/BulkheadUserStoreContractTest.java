package example.elasticache.cacheaside.degradation;

import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.UserStore;
import example.elasticache.cacheaside.UserStoreContract;
import java.time.Duration;

/** While there is room, the bulkhead changes nothing. */
class BulkheadUserStoreContractTest implements UserStoreContract {

  @Override
  public UserStore store() {
    return new BulkheadUserStore(new InMemoryUserStore(), 1, Duration.ofSeconds(5));
  }
}
