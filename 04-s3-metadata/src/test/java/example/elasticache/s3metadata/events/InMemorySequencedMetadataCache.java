package example.elasticache.s3metadata.events;

import example.elasticache.s3metadata.CachedMetadata;
import example.elasticache.s3metadata.CachedMetadata.Absent;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.CachedMetadata.Unknown;
import example.elasticache.s3metadata.Lifetimes;
import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A cache as a map, with a clock that a test turns, and a fault that it switches on. */
public final class InMemorySequencedMetadataCache implements SequencedMetadataCache {
  private record Entry(Look look, Sequencer last, Instant end) {}

  private final Map<ObjectId, Entry> entries = new HashMap<>();
  private final Lifetimes lifetimes;
  private final TurnedClock clock;
  private RuntimeException failure;
  private int calls;

  public InMemorySequencedMetadataCache(Lifetimes lifetimes, TurnedClock clock) {
    this.lifetimes = lifetimes;
    this.clock = clock;
  }

  /** Lets every further call fail, or with null none. */
  public void failWith(RuntimeException e) {
    failure = e;
  }

  /** Returns how many calls there were. */
  public int calls() {
    return calls;
  }

  private synchronized Entry entry(ObjectId id) {
    calls++;
    if (failure != null) {
      throw failure;
    }
    Entry entry = entries.get(id);
    return entry == null || !clock.instant().isBefore(entry.end)
        ? new Entry(new Look(new Unknown(), Mark.NONE), Sequencer.NONE, Instant.MIN)
        : entry;
  }

  @Override
  public synchronized Look look(ObjectId id) {
    return entry(id).look;
  }

  @Override
  public synchronized List<Look> lookAll(List<ObjectId> ids) {
    List<Look> looks = ids.stream().map(this::look).toList();
    calls -= Math.max(0, ids.size() - 1);
    return looks;
  }

  @Override
  public boolean fill(Present copy, Mark mark) {
    return fill(copy.metadata().id(), copy, mark, lifetimes.present());
  }

  @Override
  public boolean fillAbsent(ObjectId id, Mark mark) {
    return fill(id, new Absent(), mark, lifetimes.absent());
  }

  private synchronized boolean fill(ObjectId id, CachedMetadata what, Mark mark, Duration time) {
    Entry entry = entry(id);
    if (!entry.look.mark().equals(mark)) {
      return false;
    }
    entries.put(id, new Entry(new Look(what, mark), entry.last, clock.instant().plus(time)));
    return true;
  }

  @Override
  public synchronized boolean renew(Present copy, Mark mark) {
    Entry entry = entry(copy.metadata().id());
    if (!entry.look.mark().equals(mark) || entry.end.equals(Instant.MIN)) {
      return false;
    }
    entries.put(copy.metadata().id(), new Entry(new Look(copy, mark), entry.last, entry.end));
    return true;
  }

  @Override
  public synchronized boolean invalidate(ObjectId id, Sequencer change) {
    Entry entry = entry(id);
    boolean ordered = !change.equals(Sequencer.NONE);
    if (ordered && change.compareTo(entry.last) <= 0) {
      return false;
    }
    Sequencer last = ordered ? change : entry.last;
    var mark = new Mark(ordered ? last.digits() : last.digits() + "." + UUID.randomUUID());
    Instant end = clock.instant().plus(lifetimes.present());
    entries.put(id, new Entry(new Look(new Unknown(), mark), last, end));
    return true;
  }
}
