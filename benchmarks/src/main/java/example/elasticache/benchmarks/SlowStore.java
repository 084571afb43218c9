package example.elasticache.benchmarks;

import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A store that has every user, takes its time for each, and counts. */
final class SlowStore implements UserStore {
  private final Duration time;
  private final LongAdder loads = new LongAdder();

  SlowStore(Duration time) {
    this.time = time;
  }

  @Override
  public Optional<UserInfo> find(long id) {
    loads.increment();
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while loading user " + id + ".", e);
    }
    return Optional.of(new UserInfo(id, "User " + id, "free", 1));
  }

  /** Returns how often it was read since the last call. */
  long takeLoads() {
    return loads.sumThenReset();
  }

  @Override
  public long save(User user) {
    throw new UnsupportedOperationException("A stampede only reads.");
  }

  @Override
  public boolean delete(long id) {
    throw new UnsupportedOperationException("A stampede only reads.");
  }
}
