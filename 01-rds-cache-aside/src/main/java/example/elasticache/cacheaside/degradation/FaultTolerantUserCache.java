package example.elasticache.cacheaside.degradation;

import example.elasticache.cacheaside.CacheException;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.cacheaside.leases.Lease;
import example.elasticache.cacheaside.leases.LeasedUserCache;
import example.elasticache.cacheaside.leases.Slot;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A cache that never fails: whatever goes wrong with the one behind it is a closed slot.
 *
 * <p>Each call ends at a deadline. When half of the last calls got no answer, callers ask no more;
 * a thread in the background does, and lets them in again when it gets one. An eviction that failed
 * is tried again until it succeeds.
 */
public final class FaultTolerantUserCache implements LeasedUserCache, AutoCloseable {
  private static final Duration HEAL = Duration.ofMillis(100);
  private static final CacheException NO_ANSWER = new CacheException("No answer.", null);

  private final LeasedUserCache cache;
  private final Duration deadline;
  private final Runnable reconnect;
  private final CircuitBreaker breaker;
  private final FaultLog faults = new FaultLog(System::nanoTime);
  private final OwedEvictions owed = new OwedEvictions();
  private final Latency latency = new Latency();
  private final ScheduledExecutorService healer;
  private volatile long lastAnswer = System.nanoTime();

  /**
   * Guards a cache.
   *
   * @param deadline when a call is given up
   * @param reconnect drops the pooled connections, so that the next ones go to the right node
   */
  public FaultTolerantUserCache(LeasedUserCache cache, Duration deadline, Runnable reconnect) {
    this.cache = cache;
    this.deadline = deadline;
    this.reconnect = reconnect;
    this.breaker = CircuitBreaker.of("cache", breakerConfig());
    this.healer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "heal-cache");
              thread.setDaemon(true);
              return thread;
            });
    healer.scheduleWithFixedDelay(
        this::heal, HEAL.toMillis(), HEAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  // tag::breaker[]
  private static CircuitBreakerConfig breakerConfig() {
    return CircuitBreakerConfig.custom()
        .slidingWindow(
            20, 10, SlidingWindowType.COUNT_BASED, SlidingWindowSynchronizationStrategy.LOCK_FREE)
        .failureRateThreshold(50)
        // Never by a caller's try: the healer closes it, so that no caller waits for a dead cache.
        .waitDurationInOpenState(Duration.ofDays(365))
        .build();
  }

  // end::breaker[]

  // tag::look[]
  @Override
  public Slot look(long id) {
    if (owed.owes(id)) {
      return new Slot.Closed();
    }
    // After a fault, one of this key's callers opens it for all of them.
    return ask(() -> cache.look(id)).orElse(new Slot.Closed());
  }

  // end::look[]

  // tag::open[]
  @Override
  public Slot open(long id) {
    if (owed.owes(id)) {
      return new Slot.Closed();
    }
    return insist(() -> cache.open(id)).orElse(new Slot.Closed());
  }

  // end::open[]

  @Override
  public boolean fill(long id, Lease lease, Optional<UserInfo> loaded) {
    return insist(() -> cache.fill(id, lease, loaded)).orElse(false);
  }

  @Override
  public void release(long id, Lease lease) {
    insist(() -> run(() -> cache.release(id, lease)));
  }

  // tag::evict[]
  @Override
  public void evict(long id) {
    if (!tryEvict(id)) {
      owed.add(id);
    }
  }

  private boolean tryEvict(long id) {
    return ask(() -> run(() -> cache.evict(id))).fault() == null;
  }

  // end::evict[]

  @Override
  public Map<Long, Slot> lookAll(Collection<Long> ids) {
    Map<Long, Slot> slots = new HashMap<>();
    List<Long> rest = ids.stream().filter(id -> !owed.owes(id)).toList();
    slots.putAll(ask(() -> cache.lookAll(rest)).orElse(Map.of()));
    ids.forEach(id -> slots.putIfAbsent(id, new Slot.Closed()));
    return slots;
  }

  @Override
  public Map<Long, Slot> openAll(Collection<Long> ids) {
    Map<Long, Slot> slots = new HashMap<>(insist(() -> cache.openAll(ids)).orElse(Map.of()));
    ids.forEach(id -> slots.putIfAbsent(id, new Slot.Closed()));
    return slots;
  }

  @Override
  public void fillAll(Map<Long, Lease> leases, Map<Long, UserInfo> loaded) {
    insist(() -> run(() -> cache.fillAll(leases, loaded)));
  }

  private static boolean run(Runnable call) {
    call.run();
    return true;
  }

  // tag::insist[]
  /**
   * Asks again while the cache answers others: then it was this caller who got no connection or no
   * processor in time. Only one caller for each key comes here; all the others wait for it.
   */
  private <T> Answer<T> insist(Supplier<T> call) {
    Answer<T> answer = ask(call);
    for (int tries = 1; tries < 20 && answer.cameTooLate() && answersOthers(); tries++) {
      if (!pause()) {
        return answer;
      }
      answer = ask(call);
    }
    return answer;
  }

  private boolean answersOthers() {
    return System.nanoTime() - lastAnswer < deadline.toNanos();
  }

  // end::insist[]

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(10);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  // tag::ask[]
  /** Makes the call, unless the breaker is open. */
  private <T> Answer<T> ask(Supplier<T> call) {
    if (!breaker.tryAcquirePermission()) {
      return new Answer<>(null, CacheFault.UNREACHABLE);
    }
    long start = System.nanoTime();
    Answer<T> answer = attempt(call);
    long nanos = System.nanoTime() - start;
    if (answer.fault() == null) {
      lastAnswer = start + nanos;
      latency.add(nanos);
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    } else if (answer.fault() == CacheFault.BUSY) {
      breaker.releasePermission();
    } else if (answer.fault().answered()) {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    } else {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, NO_ANSWER);
    }
    return answer;
  }

  /** Makes the call, until the deadline; a fault of any kind is an answer as well. */
  private <T> Answer<T> attempt(Supplier<T> call) {
    try {
      return new Answer<>(Deadline.within(deadline, call), null);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // The errors, too: a reply that claims to be two gigabytes long, or a million levels deep.
      CacheFault kind = CacheFault.of(e);
      faults.record(kind, e);
      if (kind == CacheFault.READ_ONLY) {
        reconnect.run();
      }
      return new Answer<>(null, kind);
    }
  }

  // end::ask[]

  private record Answer<T>(T value, CacheFault fault) {
    boolean cameTooLate() {
      return fault == CacheFault.BUSY || fault == CacheFault.UNREACHABLE;
    }

    T orElse(T instead) {
      return fault == null ? value : instead;
    }
  }

  // tag::heal[]
  /** Closes the breaker when the cache answers again, and then makes the evictions still owed. */
  void heal() {
    if (breaker.getState() == CircuitBreaker.State.OPEN && answers()) {
      breaker.transitionToClosedState();
    }
    if (breaker.getState() != CircuitBreaker.State.OPEN) {
      owed.pay(this::tryEvict);
    }
  }

  private boolean answers() {
    Answer<Slot> answer = attempt(() -> cache.look(1));
    return answer.fault() == null || answer.fault().answered();
  }

  // end::heal[]

  /** Returns how many faults of this kind there were. */
  public long faults(CacheFault kind) {
    return faults.count(kind);
  }

  /** Returns whether callers are kept away from the cache at the moment. */
  public boolean isOpen() {
    return breaker.getState() == CircuitBreaker.State.OPEN;
  }

  /** Returns how many evictions are still to be made. */
  public int owedEvictions() {
    return owed.size();
  }

  /** Returns how many evictions were given up; their copies live until they expire. */
  public long lostEvictions() {
    return owed.lost();
  }

  /** Returns how long an answered call took on average. */
  public Duration latency() {
    return latency.average();
  }

  /** Makes the evictions still owed, if the cache answers, and ends the healer's thread. */
  @Override
  public void close() {
    healer.shutdownNow();
    heal();
  }
}
