/**
 * Stage 4, degradation: when the cache fails, reads get slower, and nothing else happens.
 *
 * <p>Each protection is a type of its own, put around one of the seams; the pattern does not
 * change. {@link example.elasticache.cacheaside.degradation.FaultTolerantUserCache} makes every
 * fault of the cache a miss, and asks a cache that does not answer no more; {@link
 * example.elasticache.cacheaside.degradation.Deadline} ends every call in time; {@link
 * example.elasticache.cacheaside.degradation.OwedEvictions} remembers what could not be evicted;
 * {@link example.elasticache.cacheaside.degradation.BulkheadUserStore} lets only so many reads
 * through to the store at once.
 */
package example.elasticache.cacheaside.degradation;
