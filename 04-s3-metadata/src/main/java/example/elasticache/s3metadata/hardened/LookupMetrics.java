package example.elasticache.s3metadata.hardened;

import example.elasticache.s3metadata.degradation.CacheFault;
import java.util.Map;

/**
 * What the object did since it was built; publish the differences once a minute.
 *
 * <p>Alarm on: {@link #faults()} of {@link CacheFault#DENIED}, at once, because only a person can
 * mend it; {@link #storeIsOut()} or {@link #cacheIsOut()} for a minute; {@link #stale()} above zero
 * for longer than an outage is allowed to last; {@link #forbidden()} far above its usual value.
 *
 * @param hits lookups that a fresh copy answered
 * @param misses lookups that asked S3
 * @param stale lookups that an old copy answered because S3 did not
 * @param forbidden lookups of callers who may not see the object
 * @param events notifications that told something new
 * @param lateEvents notifications that came twice or too late, and changed nothing
 * @param faults calls to the cache that failed, by kind
 * @param cacheIsOut whether callers are kept away from the cache at the moment
 * @param storeIsOut whether callers are kept away from S3 at the moment
 */
public record LookupMetrics(
    long hits,
    long misses,
    long stale,
    long forbidden,
    long events,
    long lateEvents,
    Map<CacheFault, Long> faults,
    boolean cacheIsOut,
    boolean storeIsOut) {}
