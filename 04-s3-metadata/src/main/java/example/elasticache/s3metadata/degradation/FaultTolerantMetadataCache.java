package example.elasticache.s3metadata.degradation;

import example.elasticache.s3metadata.CachedMetadata;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.events.Mark;
import example.elasticache.s3metadata.events.SequencedMetadataCache;
import example.elasticache.s3metadata.events.Sequencer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A cache whose faults no reader sees: whatever goes wrong, it knows nothing and takes nothing.
 *
 * <p>Only an invalidation fails: then the queue delivers its notification again.
 */
public final class FaultTolerantMetadataCache implements SequencedMetadataCache {
  private static final Logger LOG =
      System.getLogger(FaultTolerantMetadataCache.class.getPackageName());
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final Look NOTHING = new Look(new CachedMetadata.Unknown(), Mark.CLOSED);

  private final SequencedMetadataCache cache;
  private final Duration deadline;
  private final Runnable reconnect;
  private final LongSupplier clock;
  private final Pause pause;
  private final Map<CacheFault, LongAdder> faults = new EnumMap<>(CacheFault.class);
  private final AtomicLong nextLine;

  /**
   * Guards a cache.
   *
   * @param deadline when a call is given up
   * @param reconnect drops the pooled connections, so that the next ones go to the right node
   */
  public FaultTolerantMetadataCache(
      SequencedMetadataCache cache, Duration deadline, Runnable reconnect) {
    this(cache, deadline, reconnect, System::nanoTime);
  }

  FaultTolerantMetadataCache(
      SequencedMetadataCache cache, Duration deadline, Runnable reconnect, LongSupplier nanoTime) {
    this.cache = cache;
    this.deadline = deadline;
    this.reconnect = reconnect;
    this.clock = nanoTime;
    this.pause = new Pause(PAUSE, nanoTime);
    this.nextLine = new AtomicLong(nanoTime.getAsLong());
    for (CacheFault kind : CacheFault.values()) {
      faults.put(kind, new LongAdder());
    }
  }

  @Override
  public Look look(ObjectId id) {
    return ask(() -> cache.look(id), () -> NOTHING);
  }

  @Override
  public List<Look> lookAll(List<ObjectId> ids) {
    return ask(() -> cache.lookAll(ids), () -> Collections.nCopies(ids.size(), NOTHING));
  }

  @Override
  public boolean fill(Present copy, Mark mark) {
    return !mark.equals(Mark.CLOSED) && ask(() -> cache.fill(copy, mark), () -> false);
  }

  @Override
  public boolean fillAbsent(ObjectId id, Mark mark) {
    return !mark.equals(Mark.CLOSED) && ask(() -> cache.fillAbsent(id, mark), () -> false);
  }

  @Override
  public boolean renew(Present copy, Mark mark) {
    return !mark.equals(Mark.CLOSED) && ask(() -> cache.renew(copy, mark), () -> false);
  }

  // tag::invalidate[]
  /** Fails when the cache does: a change that is swallowed here would be lost. */
  @Override
  public boolean invalidate(ObjectId id, Sequencer change) {
    return attempt(() -> cache.invalidate(id, change));
  }

  // end::invalidate[]

  // tag::ask[]
  private <T> T ask(Supplier<T> call, Supplier<T> instead) {
    if (!pause.admits()) {
      return instead.get();
    }
    try {
      return attempt(call);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // The errors, too: a reply that claims to be two gigabytes long, or a million levels deep.
      return instead.get();
    }
  }

  private <T> T attempt(Supplier<T> call) {
    try {
      T answer = Deadline.within(deadline, call);
      pause.answered();
      return answer;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      record(CacheFault.of(e), e);
      throw e;
    }
  }

  private void record(CacheFault kind, Throwable failure) {
    faults.get(kind).increment();
    if (kind == CacheFault.READ_ONLY) {
      reconnect.run();
    }
    if (kind.answered()) {
      pause.answered();
    } else if (kind != CacheFault.BUSY) {
      pause.failed();
    }
    log(kind, failure);
  }

  // end::ask[]

  /** The line holds no key, no value and no message of the server: those may carry secrets. */
  private void log(CacheFault kind, Throwable failure) {
    long now = clock.getAsLong();
    long due = nextLine.get();
    if (now - due >= 0 && nextLine.compareAndSet(due, now + BETWEEN_LINES.toNanos())) {
      LOG.log(
          kind == CacheFault.DENIED ? Level.ERROR : Level.WARNING,
          "Cache fault " + kind + " (" + failure.getClass().getSimpleName() + "): S3 is asked.");
    }
  }

  /** Returns how many faults of each kind there were. */
  public Map<CacheFault, Long> faults() {
    Map<CacheFault, Long> counts = new EnumMap<>(CacheFault.class);
    faults.forEach((kind, count) -> counts.put(kind, count.sum()));
    return counts;
  }

  /** Returns whether readers are kept away from the cache at the moment. */
  public boolean isOut() {
    return pause.isOn();
  }
}
