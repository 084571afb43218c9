package example.elasticache.cacheaside;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store for unit tests that counts how often it is asked. */
public final class InMemoryUserStore implements UserStore {
  public final Map<Long, UserInfo> rows = new ConcurrentHashMap<>();
  public final AtomicInteger reads = new AtomicInteger();

  @Override
  public Optional<UserInfo> find(long id) {
    reads.incrementAndGet();
    return Optional.ofNullable(rows.get(id));
  }

  @Override
  public long save(User user) {
    return rows.compute(
            user.id(),
            (id, old) ->
                new UserInfo(id, user.name(), user.plan(), old == null ? 1 : old.version() + 1))
        .version();
  }

  @Override
  public boolean delete(long id) {
    return rows.remove(id) != null;
  }
}
