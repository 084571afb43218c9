package example.elasticache.s3metadata;

import java.util.concurrent.atomic.LongAdder;

/**
 * How reads went: a hit is answered by the cache, a miss is not.
 *
 * @param hits reads that found a copy
 * @param misses reads that found none and went on to the store
 */
public record CacheStats(long hits, long misses) {

  /** Returns the share of reads that were hits, from 0 to 1; 0 before the first read. */
  public double hitRate() {
    long reads = hits + misses;
    return reads == 0 ? 0 : (double) hits / reads;
  }

  /** Counts reads; threads may share it. */
  public static final class Counter {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** Counts a read that the cache answered. */
    public void hit() {
      hits.increment();
    }

    /** Counts a read that went on to the store. */
    public void miss() {
      misses.increment();
    }

    /** Returns the counts so far. */
    public CacheStats stats() {
      return new CacheStats(hits.sum(), misses.sum());
    }
  }
}
