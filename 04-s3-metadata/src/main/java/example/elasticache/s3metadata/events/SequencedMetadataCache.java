package example.elasticache.s3metadata.events;

import example.elasticache.s3metadata.CachedMetadata;
import example.elasticache.s3metadata.CachedMetadata.Present;
import example.elasticache.s3metadata.ObjectId;
import java.util.List;

// tag::type[]
/**
 * The copy, in the order of S3's own events.
 *
 * <p>A reader who is overtaken by a change cannot leave the old state behind: a look returns a
 * mark, a change moves it on, and a fill with yesterday's mark is refused.
 */
public interface SequencedMetadataCache {

  /** What the cache knows about one object, and the mark to fill it with. */
  record Look(CachedMetadata known, Mark mark) {}

  /** Returns what the cache knows about the object. */
  Look look(ObjectId id);

  /** Returns what the cache knows about each, in their order and in few round trips. */
  List<Look> lookAll(List<ObjectId> ids);

  /** Keeps a copy until it expires, unless the object has changed since the look. */
  boolean fill(Present copy, Mark mark);

  /** Remembers for seconds that there is no such object, unless it has changed since the look. */
  boolean fillAbsent(ObjectId id, Mark mark);

  /** Keeps a copy that was confirmed, for no longer than before. */
  boolean renew(Present copy, Mark mark);

  /** Forgets the object, unless this change or a later one is known already. */
  boolean invalidate(ObjectId id, Sequencer change);
}
// end::type[]
