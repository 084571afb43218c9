package example.elasticache.cacheaside.degradation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts faults, and writes each kind to the log at most once in a while.
 *
 * <p>A line names the kind, the exception's type and the server's error code. It holds no key, no
 * value and no whole message: those may carry what a log must not.
 */
final class FaultLog {
  private static final Logger LOG = System.getLogger(FaultLog.class.getPackageName());
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Pattern CODE = Pattern.compile("^([A-Z]{3,20})\\b");

  private static final class Count {
    final LongAdder all = new LongAdder();
    final AtomicLong nextLine = new AtomicLong();
    final AtomicLong atLastLine = new AtomicLong();
  }

  private final Map<CacheFault, Count> counts = new EnumMap<>(CacheFault.class);
  private final LongSupplier nanoTime;

  FaultLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (CacheFault kind : CacheFault.values()) {
      var count = new Count();
      count.nextLine.set(nanoTime.getAsLong());
      counts.put(kind, count);
    }
  }

  // tag::record[]
  /** Counts the fault; the first of its kind in ten seconds also makes a line. */
  void record(CacheFault kind, Throwable failure) {
    Count count = counts.get(kind);
    count.all.increment();
    long now = nanoTime.getAsLong();
    long due = count.nextLine.get();
    if (now - due >= 0 && count.nextLine.compareAndSet(due, now + WINDOW.toNanos())) {
      long all = count.all.sum();
      long since = all - count.atLastLine.getAndSet(all);
      LOG.log(kind == CacheFault.DENIED ? Level.ERROR : Level.WARNING, line(kind, failure, since));
    }
  }

  // end::record[]

  private static String line(CacheFault kind, Throwable failure, long since) {
    return "Cache fault "
        + kind
        + " ("
        + failure.getClass().getSimpleName()
        + code(failure)
        + "), "
        + since
        + " since the last such line. "
        + (kind == CacheFault.DENIED
            ? "The cache refuses this user: check its name, password and access string."
            : "Reads go to the store.");
  }

  private static String code(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Matcher code = CODE.matcher(String.valueOf(t.getMessage()));
      if (code.find()) {
        return " " + code.group(1);
      }
    }
    return "";
  }

  /** Returns how many faults of this kind there were. */
  long count(CacheFault kind) {
    return counts.get(kind).all.sum();
  }
}
