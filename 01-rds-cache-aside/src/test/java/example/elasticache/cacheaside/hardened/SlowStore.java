package example.elasticache.cacheaside.hardened;

import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that takes its time to read, and counts. */
final class SlowStore implements UserStore {
  private final UserStore store;
  volatile long millis;
  final AtomicInteger reads = new AtomicInteger();

  SlowStore(UserStore store, long millis) {
    this.store = store;
    this.millis = millis;
  }

  @Override
  public Optional<UserInfo> find(long id) {
    reads.incrementAndGet();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return store.find(id);
  }

  @Override
  public long save(User user) {
    return store.save(user);
  }

  @Override
  public boolean delete(long id) {
    return store.delete(id);
  }
}
