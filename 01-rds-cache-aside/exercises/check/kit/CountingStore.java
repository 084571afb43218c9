package kit;

import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A database that counts how often it is read. */
public final class CountingStore implements UserStore {
  private final Map<Long, UserInfo> rows = new ConcurrentHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private Runnable beforeEachRead = () -> {};
  private Runnable afterEachRead = () -> {};

  /** Has this run when a read arrives, as on a slow database. */
  public void beforeEachRead(Runnable action) {
    beforeEachRead = action;
  }

  /** Has this run when a read has its row, and the reader does not have it yet. */
  public void afterEachRead(Runnable action) {
    afterEachRead = action;
  }

  /** Returns how often it was read so far. */
  public int reads() {
    return reads.get();
  }

  @Override
  public Optional<UserInfo> find(long id) {
    reads.incrementAndGet();
    beforeEachRead.run();
    Optional<UserInfo> row = Optional.ofNullable(rows.get(id));
    afterEachRead.run();
    return row;
  }

  @Override
  public long save(User user) {
    return rows.merge(
            user.id(),
            new UserInfo(user.id(), user.name(), user.plan(), 1),
            (old, row) -> new UserInfo(row.id(), row.name(), row.plan(), old.version() + 1))
        .version();
  }

  @Override
  public boolean delete(long id) {
    return rows.remove(id) != null;
  }
}
