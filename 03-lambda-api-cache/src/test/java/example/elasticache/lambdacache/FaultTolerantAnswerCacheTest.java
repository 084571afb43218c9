package example.elasticache.lambdacache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class FaultTolerantAnswerCacheTest implements AnswerCacheContract {
  private static final ApiCall MUG =
      new ApiCall("products", "7", new TreeMap<>(), Optional.empty());

  private final AnswerCache inner = new InMemoryAnswerCache(LEASE, InstantSource.system());
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger drops = new AtomicInteger();
  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private long nanos;
  private final FaultTolerantAnswerCache cache =
      new FaultTolerantAnswerCache(
          new Failing(),
          drops::incrementAndGet,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          () -> nanos);

  @Override
  public AnswerCache cache() {
    return cache;
  }

  /** Fails in order, and then works. */
  private final class Failing implements AnswerCache {
    private void call() {
      calls.incrementAndGet();
      if (!failures.isEmpty()) {
        throw failures.pop();
      }
    }

    @Override
    public Found find(ApiCall call, Budget budget) {
      call();
      return inner.find(call, budget);
    }

    @Override
    public Opened open(ApiCall call, Lease wanted, Budget budget) {
      call();
      return inner.open(call, wanted, budget);
    }

    @Override
    public void keep(ApiCall call, Lease lease, Copy copy, Budget budget) {
      call();
      inner.keep(call, lease, copy, budget);
    }

    @Override
    public void passOn(ApiCall call, Lease lease, Duration time, Budget budget) {
      call();
      inner.passOn(call, lease, time, budget);
    }

    @Override
    public void holdOff(ApiCall call, Lease lease, Duration time, Budget budget) {
      call();
      inner.holdOff(call, lease, time, budget);
    }

    @Override
    public void release(ApiCall call, Lease lease, Budget budget) {
      call();
      inner.release(call, lease, budget);
    }
  }

  private void failWith(RuntimeException... inTurn) {
    failures.addAll(List.of(inTurn));
  }

  private static RuntimeException cut() {
    return new JedisConnectionException("Unexpected end of stream.");
  }

  @Test
  void aDeadConnectionIsReplacedWithinTheSameCall() {
    Copy copy = AnswerCacheContract.copy();
    inner.keep(MUG, Lease.create(), copy, BUDGET);
    failWith(cut());

    assertThat(cache.find(MUG, BUDGET)).isEqualTo(copy);

    assertThat(drops).hasValue(1);
    assertThat(cache.faults(CacheFault.CUT)).isZero();
  }

  @Test
  void aServerThatBecameAReplicaIsLeftWithinTheSameCall() {
    failWith(new JedisDataException("READONLY You can't write against a read only replica."));

    assertThat(cache.open(MUG, Lease.create(), BUDGET)).isInstanceOf(Opened.Granted.class);

    assertThat(calls).hasValue(2);
    assertThat(drops).hasValue(1);
  }

  @Test
  void everyFaultIsAMissAndEverybodysTurn() {
    for (RuntimeException failure :
        new RuntimeException[] {
          new JedisAccessControlException("NOPERM"),
          new JedisDataException("OOM"),
          new ClassCastException(),
          new IllegalStateException()
        }) {
      nanos += 2_000_000_000L;
      failWith(failure);
      assertThat(cache.find(MUG, BUDGET)).isEqualTo(new Found.Nothing());
      nanos += 2_000_000_000L;
      failWith(failure);
      assertThat(cache.open(MUG, Lease.create(), BUDGET)).isInstanceOf(Opened.Granted.class);
      nanos += 2_000_000_000L;
      failWith(failure);
      cache.keep(MUG, Lease.create(), AnswerCacheContract.copy(), BUDGET);
    }
    assertThat(cache.faults(CacheFault.DENIED)).isEqualTo(3);
    assertThat(cache.faults(CacheFault.REFUSED)).isEqualTo(3);
    assertThat(cache.faults(CacheFault.GARBLED)).isEqualTo(6);
  }

  @Test
  void aCacheThatFailedIsLeftAloneForAMoment() {
    failWith(cut(), cut());
    cache.find(MUG, BUDGET);
    int before = calls.get();

    for (int i = 0; i < 100; i++) {
      cache.find(MUG, BUDGET);
      cache.open(MUG, Lease.create(), BUDGET);
      cache.keep(MUG, Lease.create(), AnswerCacheContract.copy(), BUDGET);
    }
    assertThat(calls).hasValue(before);

    nanos += 2_000_000_000L;
    assertThat(cache.open(MUG, Lease.create(), BUDGET)).isInstanceOf(Opened.Granted.class);
    assertThat(cache.open(MUG, Lease.create(), BUDGET)).isInstanceOf(Opened.Taken.class);
  }

  @Test
  void withoutTimeTheCacheIsNotAsked() {
    assertThat(cache.find(MUG, Budget.of(Duration.ZERO))).isEqualTo(new Found.Nothing());
    assertThat(calls).hasValue(0);
  }
}
