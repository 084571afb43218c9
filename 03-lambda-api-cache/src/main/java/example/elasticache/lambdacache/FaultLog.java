package example.elasticache.lambdacache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Counts faults, and writes each kind to the log at most once in a while.
 *
 * <p>A line names the kind, the exception's type and the place. It holds no event, no key, no value
 * and no exception's message: those may carry what a log must not.
 */
final class FaultLog {
  private static final String OURS = FaultLog.class.getPackageName();
  private static final Logger LOG = System.getLogger(OURS);
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private static final class Count {
    final LongAdder all = new LongAdder();
    final AtomicLong nextLine;
    final AtomicLong atLastLine = new AtomicLong();

    Count(long now) {
      nextLine = new AtomicLong(now);
    }
  }

  private final Map<String, Count> counts = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  FaultLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  // tag::record[]
  /** Counts the fault; the first of its kind in ten seconds also makes a line. */
  void record(String kind, Throwable failure, boolean somebodyMustAct) {
    record(kind, failure.getClass().getSimpleName() + place(failure), somebodyMustAct);
  }

  /** As above, with a detail that holds nothing of what was asked or answered. */
  void record(String kind, String detail, boolean somebodyMustAct) {
    long now = nanoTime.getAsLong();
    Count count = counts.computeIfAbsent(kind, k -> new Count(now));
    count.all.increment();
    long due = count.nextLine.get();
    if (now - due >= 0 && count.nextLine.compareAndSet(due, now + WINDOW.toNanos())) {
      long all = count.all.sum();
      long since = all - count.atLastLine.getAndSet(all);
      LOG.log(
          somebodyMustAct ? Level.ERROR : Level.WARNING,
          kind + " (" + detail + "), " + since + " since the last such line.");
    }
  }

  // end::record[]

  private static String place(Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
        .orElse("");
  }

  /** Returns how many faults of this kind there were. */
  long count(String kind) {
    Count count = counts.get(kind);
    return count == null ? 0 : count.all.sum();
  }
}
