package example.elasticache.cacheaside.hardened;

import example.elasticache.cacheaside.degradation.CacheFault;
import java.time.Duration;
import java.util.Map;

/**
 * What the object did since it was built; publish the differences once a minute.
 *
 * <p>Alarm on: {@link #faults()} of {@link CacheFault#DENIED}, at once, because only a person can
 * mend it; {@link #unreadable()} above zero, because somebody else writes below our keys; {@link
 * #cacheIsOut()} for a minute; {@link #cacheHitRate()} far below its usual value; {@link
 * #rejected()} above zero for a minute, because users see errors; {@link #lostEvictions()} above
 * zero, because old copies stay until they expire.
 *
 * @param hits reads that the cache answered, the near cache among them
 * @param nearHits reads that the near cache answered in this JVM
 * @param misses reads that found no copy
 * @param loads reads of the store; the other misses waited for somebody else's load
 * @param faults calls to the cache that failed, by kind
 * @param unreadable slots that held something else than that user; they were replaced
 * @param rejected requests that the bulkhead turned away from the store
 * @param owedEvictions evictions that failed and will be tried again
 * @param lostEvictions evictions that were given up
 * @param successfulReadRequestLatency how long an answered call to the cache took on average
 * @param cacheIsOut whether callers are kept away from the cache at the moment
 * @param nearCacheIsOn whether copies are kept in this JVM at the moment
 */
public record CacheMetrics(
    long hits,
    long nearHits,
    long misses,
    long loads,
    Map<CacheFault, Long> faults,
    long unreadable,
    long rejected,
    int owedEvictions,
    long lostEvictions,
    Duration successfulReadRequestLatency,
    boolean cacheIsOut,
    boolean nearCacheIsOn) {

  /** Returns the share of reads that were hits in percent, as CloudWatch's metric of that name. */
  public double cacheHitRate() {
    long reads = hits + misses;
    return reads == 0 ? 0 : 100.0 * hits / reads;
  }

  /** Returns how many misses were answered by somebody else's load. */
  public long waits() {
    return Math.max(0, misses - loads);
  }
}
