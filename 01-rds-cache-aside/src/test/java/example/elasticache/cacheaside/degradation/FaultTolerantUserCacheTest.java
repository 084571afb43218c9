package example.elasticache.cacheaside.degradation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.cacheaside.CacheException;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.leases.CacheTimes;
import example.elasticache.cacheaside.leases.InMemoryLeasedUserCache;
import example.elasticache.cacheaside.leases.Lease;
import example.elasticache.cacheaside.leases.LeasedUserCache;
import example.elasticache.cacheaside.leases.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

class FaultTolerantUserCacheTest {
  private static final UserInfo ADA = new UserInfo(1, "Ada Lovelace", "free", 3);

  private final AtomicInteger reconnects = new AtomicInteger();
  private final Failing failing = new Failing();
  private final FaultTolerantUserCache cache =
      new FaultTolerantUserCache(failing, Duration.ofMillis(100), reconnects::incrementAndGet);

  @AfterEach
  void close() {
    cache.close();
  }

  static RuntimeException[] faults() {
    return new RuntimeException[] {
      new JedisConnectionException("Read timed out"),
      new JedisException("Could not get a resource from the pool", new NoSuchElementException()),
      new JedisDataException("OOM command not allowed when used memory > 'maxmemory'."),
      new JedisDataException("LOADING Redis is loading the dataset in memory"),
      new JedisDataException("READONLY You can't write against a read only replica."),
      new JedisDataException("MASTERDOWN Link with MASTER is down"),
      new JedisDataException("MISCONF Redis is configured to save RDB snapshots"),
      new JedisDataException("TRYAGAIN Multiple keys request during rehashing of slot"),
      new JedisClusterException("CLUSTERDOWN Hash slot not served"),
      new JedisBusyException("BUSY Redis is busy running a script"),
      new JedisAccessControlException("NOAUTH Authentication required."),
      new JedisAccessControlException("WRONGPASS invalid username-password pair"),
      new JedisAccessControlException("NOPERM this user has no permissions"),
      new ClassCastException("class java.lang.Long cannot be cast to class [B"),
      new CacheException("Memcached did not answer.", null),
      new NullPointerException()
    };
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anyFaultIsASlotThatIsReadPast(RuntimeException fault) {
    failing.fault = fault;

    assertThat(cache.look(1)).isEqualTo(new Slot.Closed());
    assertThat(cache.open(1)).isEqualTo(new Slot.Closed());
    assertThat(cache.fill(1, new Lease("x"), Optional.of(ADA))).isFalse();
    cache.release(1, new Lease("x"));
    cache.evict(1);

    assertThat(cache.faults(CacheFault.of(fault))).isGreaterThanOrEqualTo(5);
  }

  @Test
  void whenNobodyAnswersTheCallersAskNoMore() {
    failing.fault = new JedisConnectionException("Read timed out");
    for (int i = 0; i < 10; i++) {
      cache.look(1);
    }
    assertThat(cache.isOpen()).isTrue();

    int calls = failing.calls.get();
    failing.byCallers = 0;
    for (int i = 0; i < 1_000; i++) {
      cache.look(1);
    }

    assertThat(failing.byCallers).isZero();
    assertThat(calls).isGreaterThanOrEqualTo(10);
  }

  @Test
  void theHealerLetsTheCallersInAgain() {
    failing.fault = new JedisConnectionException("Read timed out");
    for (int i = 0; i < 10; i++) {
      cache.look(1);
    }
    assertThat(cache.isOpen()).isTrue();

    failing.fault = null;

    await().until(() -> !cache.isOpen());
    assertThat(cache.open(1)).isInstanceOf(Slot.Granted.class);
  }

  @Test
  void aServerThatAnswersWithAnErrorIsAskedOn() {
    failing.fault = new JedisDataException("OOM command not allowed");
    for (int i = 0; i < 100; i++) {
      cache.open(1);
    }

    assertThat(cache.isOpen()).isFalse();
  }

  @Test
  void anExhaustedPoolOpensNothing() {
    failing.fault =
        new JedisException("Could not get a resource", new NoSuchElementException("Timeout"));
    for (int i = 0; i < 100; i++) {
      assertThat(cache.look(1)).isEqualTo(new Slot.Closed());
    }

    assertThat(cache.isOpen()).isFalse();
  }

  @Test
  void aReadOnlyServerMeansOtherConnections() {
    failing.fault = new JedisDataException("READONLY You can't write against a replica.");

    cache.open(1);

    assertThat(reconnects).hasValue(1);
  }

  /** Fails when a failed eviction is only counted: then the old copy is still there. */
  @Test
  void anEvictionThatFailedIsMadeLater() {
    fill();
    failing.fault = new JedisConnectionException("Read timed out");
    cache.evict(1);

    failing.fault = null;

    assertThat(cache.owedEvictions()).isEqualTo(1);
    await().until(() -> cache.owedEvictions() == 0);
    assertThat(failing.cache.look(1)).isEqualTo(new Slot.Empty());
  }

  @Test
  void aCopyThatShouldBeGoneIsReadPast() {
    fill();
    failing.evictionsFail = true;

    cache.evict(1);

    assertThat(cache.look(1)).isEqualTo(new Slot.Closed());
    assertThat(cache.look(2)).isEqualTo(new Slot.Empty());
  }

  @Test
  void evictionsAreOwedUpToALimit() {
    failing.evictionsFail = true;
    for (long id = 1; id <= 10_005; id++) {
      cache.evict(id);
    }

    assertThat(cache.owedEvictions()).isEqualTo(10_000);
    assertThat(cache.lostEvictions()).isEqualTo(5);
  }

  private void fill() {
    Lease lease = ((Slot.Granted) cache.open(1)).lease();
    cache.fill(1, lease, Optional.of(ADA));
  }

  /** A cache that fails on demand, and counts who asks it. */
  private static final class Failing implements LeasedUserCache {
    final InMemoryLeasedUserCache cache = new InMemoryLeasedUserCache(CacheTimes.defaults());
    final AtomicInteger calls = new AtomicInteger();
    volatile RuntimeException fault;
    volatile int faultsLeft = -1;
    volatile boolean evictionsFail;
    volatile int byCallers;

    private LeasedUserCache ask() {
      calls.incrementAndGet();
      if (!Thread.currentThread().getName().equals("heal-cache")) {
        byCallers++;
      }
      if (fault != null && faultsLeft-- != 0) {
        throw fault;
      }
      return cache;
    }

    /** Lets one call through, and goes on failing. */
    void answerOnce(Runnable call) {
      RuntimeException before = fault;
      fault = null;
      call.run();
      fault = before;
    }

    @Override
    public Slot look(long id) {
      return ask().look(id);
    }

    @Override
    public Slot open(long id) {
      return ask().open(id);
    }

    @Override
    public boolean fill(long id, Lease lease, Optional<UserInfo> loaded) {
      return ask().fill(id, lease, loaded);
    }

    @Override
    public void release(long id, Lease lease) {
      ask().release(id, lease);
    }

    @Override
    public void evict(long id) {
      if (evictionsFail) {
        throw new JedisDataException("LOADING");
      }
      ask().evict(id);
    }
  }

  /** Fails without insisting: then the one loader of a key reads the store without a lease. */
  @Test
  void whoGotNoConnectionTriesAgainWhileOthersGetAnswers() {
    failing.fault = new JedisException("pool", new NoSuchElementException("Timeout"));
    failing.faultsLeft = 3;
    cache.look(1);
    failing.answerOnce(() -> cache.look(2));

    assertThat(cache.open(1)).isInstanceOf(Slot.Granted.class);
  }

  @Test
  void whenNobodyGetsAnAnswerOneTryIsEnough() throws InterruptedException {
    Thread.sleep(150); // longer than the deadline: the last answer is old
    failing.fault = new JedisConnectionException("Read timed out");

    assertThat(cache.open(1)).isEqualTo(new Slot.Closed());

    assertThat(failing.byCallers).isEqualTo(1);
  }

  @Test
  void aFewFaultsAmongManyAnswersOpenNothing() {
    for (int i = 0; i < 100; i++) {
      failing.fault = i % 5 == 0 ? new JedisConnectionException("Read timed out") : null;
      cache.look(1);
    }

    assertThat(cache.isOpen()).isFalse();
    assertThat(cache.latency()).isPositive();
  }

  @Test
  void anErrorOfTheServerIsAnAnswerThatKeepsItClosed() {
    for (int i = 0; i < 100; i++) {
      failing.fault =
          i % 4 == 0
              ? new JedisConnectionException("Read timed out")
              : new JedisDataException("LOADING");
      cache.look(1);
    }

    assertThat(cache.isOpen()).isFalse();
  }

  @Test
  void theHealerKeepsItOpenUntilItGetsAnAnswer() {
    failing.fault = new JedisConnectionException("Read timed out");
    for (int i = 0; i < 10; i++) {
      cache.look(1);
    }
    cache.heal();
    assertThat(cache.isOpen()).isTrue();

    failing.fault = new JedisDataException("LOADING");
    cache.heal();
    assertThat(cache.isOpen()).isFalse();
  }

  @Test
  void whatIsStillOwedIsEvictedWhenItIsClosed() {
    fill();
    failing.evictionsFail = true;
    cache.evict(1);
    failing.evictionsFail = false;

    cache.close();

    assertThat(failing.cache.look(1)).isEqualTo(new Slot.Empty());
  }

  @Test
  void inBulkAFaultClosesAllSlotsAndADebtClosesItsOwn() {
    fill();
    failing.evictionsFail = true;
    cache.evict(1);
    assertThat(cache.lookAll(List.of(1L, 2L)))
        .isEqualTo(Map.of(1L, new Slot.Closed(), 2L, new Slot.Empty()));
    assertThat(cache.open(1)).isEqualTo(new Slot.Closed());

    failing.fault = new JedisDataException("LOADING");
    assertThat(cache.lookAll(List.of(2L, 3L)).values()).containsOnly(new Slot.Closed());
    assertThat(cache.openAll(List.of(2L, 3L)).values()).containsOnly(new Slot.Closed());
    cache.fillAll(Map.of(2L, new Lease("x")), Map.of());
  }
}
