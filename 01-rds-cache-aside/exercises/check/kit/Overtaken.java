package kit;

import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.Optional;

/** A database in which somebody else always gets in first. */
public final class Overtaken implements UserStore {
  private final UserStore store;
  private Runnable beforeEachWrite = () -> {};

  public Overtaken(UserStore store) {
    this.store = store;
  }

  /** Has this run when a write arrives, and nobody sees its row yet. */
  public void beforeEachWrite(Runnable action) {
    beforeEachWrite = action;
  }

  @Override
  public Optional<UserInfo> find(long id) {
    return store.find(id);
  }

  @Override
  public long save(User user) {
    beforeEachWrite.run();
    return store.save(user);
  }

  @Override
  public boolean delete(long id) {
    beforeEachWrite.run();
    return store.delete(id);
  }
}
