package example.elasticache.cacheaside.degradation;

import example.elasticache.cacheaside.StoreBusyException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Lets only so many requests through to the store at once, and turns the others away soon. */
public final class BulkheadUserStore implements UserStore {
  private final UserStore store;
  private final Semaphore places;
  private final Duration wait;
  private final LongAdder rejected = new LongAdder();

  /** As many places as the pool has connections; a caller waits this long for one. */
  public BulkheadUserStore(UserStore store, int places, Duration wait) {
    this.store = store;
    this.places = new Semaphore(places);
    this.wait = wait;
  }

  @Override
  public Optional<UserInfo> find(long id) {
    return admitted(() -> store.find(id));
  }

  @Override
  public Map<Long, UserInfo> findAll(Collection<Long> ids) {
    return admitted(() -> store.findAll(ids));
  }

  @Override
  public long save(User user) {
    return admitted(() -> store.save(user));
  }

  @Override
  public boolean delete(long id) {
    return admitted(() -> store.delete(id));
  }

  // tag::admitted[]
  private <T> T admitted(Supplier<T> request) {
    if (!enter()) {
      rejected.increment();
      throw new StoreBusyException("The store has too much to do; try again later.", null);
    }
    try {
      return request.get();
    } finally {
      places.release();
    }
  }

  // end::admitted[]

  private boolean enter() {
    try {
      return places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns how many requests were turned away. */
  public long rejected() {
    return rejected.sum();
  }
}
