package example.elasticache.s3metadata.events;

import example.elasticache.s3metadata.ObjectId;
import java.util.concurrent.atomic.LongAdder;

/** Takes the notifications of one account's buckets, and lets the cache forget what has changed. */
public final class Invalidator {
  private final SequencedMetadataCache cache;
  private final String owner;
  private final LongAdder late = new LongAdder();
  private final LongAdder taken = new LongAdder();

  /** An event names no account: the queue is one account's, and its policy lets S3 in only. */
  public Invalidator(SequencedMetadataCache cache, String owner) {
    this.cache = cache;
    // Here, and not at each notification, which would then be put aside.
    this.owner = ObjectId.requireOwner(owner);
  }

  // tag::accept[]
  /**
   * Takes a notification; if the cache fails, so does this, and the queue delivers it again.
   *
   * @throws IllegalArgumentException if it is no notification of S3
   */
  public void accept(String json) {
    for (ObjectEvent event : NotificationJson.read(json)) {
      ObjectId current = ObjectId.current(owner, event.bucket(), event.key());
      count(cache.invalidate(current, event.sequencer()));
      // A version never changes, but it can be removed, tagged and moved to another class.
      event.version().ifPresent(id -> cache.invalidate(current.withVersion(id), event.sequencer()));
    }
  }

  // end::accept[]

  private void count(boolean isNews) {
    (isNews ? taken : late).increment();
  }

  /** Returns how many events told something new. */
  public long taken() {
    return taken.sum();
  }

  /** Returns how many events came twice, or after a later one, and changed nothing. */
  public long late() {
    return late.sum();
  }
}
