package example.elasticache.cacheaside.leases;

import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.UserStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A store that holds one reader, with the row already in its hand, until the test lets it go. */
public final class GatedStore implements UserStore {
  private record Gate(CountDownLatch read, CountDownLatch open) {}

  private final UserStore store;
  private final AtomicReference<Gate> next = new AtomicReference<>();
  private final AtomicReference<UserInfo> lagging = new AtomicReference<>();
  private volatile Gate held;
  volatile StoreException failure;

  /** Passes everything on to this store. */
  public GatedStore(UserStore store) {
    this.store = store;
  }

  /** Starts the reader, and returns when it has read its row and is held. */
  public <T> CompletableFuture<T> holdNextRead(Supplier<T> reader) {
    held = new Gate(new CountDownLatch(1), new CountDownLatch(1));
    next.set(held);
    var result = CompletableFuture.supplyAsync(reader, GatedStore::inOwnThread);
    await(held.read);
    return result;
  }

  /** Answers the next read with this row, as a replica would that has not seen the last write. */
  public void lagOnce(UserInfo old) {
    lagging.set(old);
  }

  /** Lets the held reader go on. */
  public void letGo() {
    held.open.countDown();
  }

  @Override
  public Optional<UserInfo> find(long id) {
    failIfTold();
    UserInfo old = lagging.getAndSet(null);
    if (old != null) {
      return Optional.of(old);
    }
    Optional<UserInfo> row = store.find(id);
    Gate gate = next.getAndSet(null);
    if (gate != null) {
      gate.read.countDown();
      await(gate.open);
    }
    return row;
  }

  private void failIfTold() {
    StoreException told = failure;
    if (told != null) {
      throw told;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long save(User user) {
    failIfTold();
    return store.save(user);
  }

  @Override
  public boolean delete(long id) {
    failIfTold();
    return store.delete(id);
  }

  /**
   * A reader that is held must not hold the common pool, which has one thread on a small machine.
   */
  static void inOwnThread(Runnable task) {
    var thread = new Thread(task, "held-reader");
    thread.setDaemon(true);
    thread.start();
  }
}
