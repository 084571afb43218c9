package example.elasticache.lambdacache;

import example.elasticache.lambdacache.connection.Deadline;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A cache whose faults are misses: whatever happens to it, the function answers, and in time.
 *
 * <p>A connection that was cut while the sandbox was frozen is replaced within the same call.
 */
public final class FaultTolerantAnswerCache implements AnswerCache {
  /** One is enough: the next event would pay for it as this one did. */
  private static final int FAULTS_IN_A_ROW = 1;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AnswerCache cache;
  private final Runnable dropConnections;
  private final Duration answerLimit;
  private final Duration connectLimit;
  private final Breaker breaker;
  private final FaultLog log;
  private volatile boolean connected;

  /**
   * Allows an answer one limit, and a call that has to connect first another one; drops all
   * connections when one turns out to be dead.
   */
  public FaultTolerantAnswerCache(
      AnswerCache cache, Runnable dropConnections, Duration answerLimit, Duration connectLimit) {
    this(cache, dropConnections, answerLimit, connectLimit, System::nanoTime);
  }

  FaultTolerantAnswerCache(
      AnswerCache cache,
      Runnable dropConnections,
      Duration answerLimit,
      Duration connectLimit,
      LongSupplier nanoTime) {
    this.cache = cache;
    this.dropConnections = dropConnections;
    this.answerLimit = answerLimit;
    this.connectLimit = connectLimit;
    this.breaker = new Breaker(FAULTS_IN_A_ROW, PAUSE, nanoTime);
    this.log = new FaultLog(nanoTime);
  }

  @Override
  public Found find(ApiCall call, Budget budget) {
    return ask(budget, new Found.Nothing(), () -> cache.find(call, budget));
  }

  @Override
  public Opened open(ApiCall call, Lease wanted, Budget budget) {
    // Without a cache, it is everybody's turn.
    var everybody = new Opened.Granted(new Found.Nothing());
    return ask(budget, everybody, () -> cache.open(call, wanted, budget));
  }

  @Override
  public void keep(ApiCall call, Lease lease, Copy copy, Budget budget) {
    tell(budget, () -> cache.keep(call, lease, copy, budget));
  }

  @Override
  public void passOn(ApiCall call, Lease lease, Duration time, Budget budget) {
    tell(budget, () -> cache.passOn(call, lease, time, budget));
  }

  @Override
  public void holdOff(ApiCall call, Lease lease, Duration time, Budget budget) {
    tell(budget, () -> cache.holdOff(call, lease, time, budget));
  }

  @Override
  public void release(ApiCall call, Lease lease, Budget budget) {
    tell(budget, () -> cache.release(call, lease, budget));
  }

  private void tell(Budget budget, Runnable command) {
    ask(
        budget,
        null,
        () -> {
          command.run();
          return null;
        });
  }

  // tag::ask[]
  private <T> T ask(Budget budget, T otherwise, Supplier<T> call) {
    if (budget.left().isZero() || !breaker.allows()) {
      return otherwise;
    }
    try {
      T reply = askTwice(budget, call);
      connected = true;
      breaker.succeeded();
      return reply;
    } catch (RuntimeException e) {
      // Not only the client's exceptions: a garbled reply becomes a ClassCastException.
      CacheFault fault = CacheFault.of(e);
      log.record("Cache fault " + fault, e, fault == CacheFault.DENIED);
      connected = false;
      breaker.failed();
      return otherwise;
    }
  }

  private <T> T askTwice(Budget budget, Supplier<T> call) {
    try {
      return Deadline.within(budget.atMost(connected ? answerLimit : connectLimit), call);
    } catch (RuntimeException e) {
      if (!CacheFault.of(e).isOfTheConnection() || budget.left().isZero()) {
        throw e;
      }
      // The other connections are as old as this one, and as dead.
      dropConnections.run();
      return Deadline.within(budget.atMost(connectLimit), call);
    }
  }

  // end::ask[]

  /** Returns how often there was such a fault. */
  public long faults(CacheFault fault) {
    return log.count("Cache fault " + fault);
  }
}
