package example.elasticache.cacheaside.near;

import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.leases.Lease;
import example.elasticache.cacheaside.leases.LeasedUserCache;
import example.elasticache.cacheaside.leases.Slot;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Test;

/**
 * However reads, writes and lost connections mix: when all is told, what is near is what is far.
 *
 * <p>A near copy may be a moment behind, so this is not linearizable, and each answer by itself is
 * not judged; what remains is. Fails when {@code look} keeps a copy without its ticket, and when
 * {@code begin} keeps what was put before.
 */
public class NearUserCacheLincheckTest {
  private final AtomicLong version = new AtomicLong(1);
  private final NearUserCache near = new NearUserCache(new Server(), new ConcurrentHashMap<>());

  public NearUserCacheLincheckTest() {
    near.begin();
  }

  @Operation
  public void read() {
    near.look(1);
  }

  @Operation
  public void write() {
    version.incrementAndGet();
    near.invalidate(1);
  }

  @Operation
  public void writeWhileTheConnectionIsLost() {
    near.lost();
    version.incrementAndGet();
    near.begin();
  }

  @Validate
  public void whatIsNearIsTrue() {
    Slot copy = near.look(1);
    if (!copy.equals(new Server().look(1))) {
      throw new IllegalStateException("near " + copy + ", but far " + version);
    }
  }

  @Test
  void inEveryOrderOfSteps() {
    new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(100)
        .actorsBefore(0)
        .actorsAfter(0)
        .threads(2)
        .actorsPerThread(2)
        .verifier(EpsilonVerifier.class)
        .check(NearUserCacheLincheckTest.class);
  }

  private final class Server implements LeasedUserCache {
    @Override
    public Slot look(long id) {
      return new Slot.Present(new UserInfo(id, "Ada Lovelace", "free", version.get()));
    }

    @Override
    public Slot open(long id) {
      return look(id);
    }

    @Override
    public boolean fill(long id, Lease lease, Optional<UserInfo> loaded) {
      return false;
    }

    @Override
    public void release(long id, Lease lease) {}

    @Override
    public void evict(long id) {}
  }
}
