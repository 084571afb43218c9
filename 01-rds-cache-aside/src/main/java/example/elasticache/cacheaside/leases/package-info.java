/**
 * Stage 3, leases: one loader at a time, and no stale copy.
 *
 * <p>A slot of the cache holds a user, a known absence, or a lease. Who finds the slot empty takes
 * the lease, reads the store and fills the slot, but only while the lease is still there; a writer
 * empties the slot, and the lease with it. So a hundred callers cause one load, and a reader who
 * was overtaken by a writer leaves no old copy behind.
 *
 * <p>Read in this order: {@link example.elasticache.cacheaside.leases.Slot}, {@link
 * example.elasticache.cacheaside.leases.LeasedUserCache}, {@link
 * example.elasticache.cacheaside.leases.CacheAsideWithLeases}, {@link
 * example.elasticache.cacheaside.leases.SingleFlight}, then an adapter.
 */
package example.elasticache.cacheaside.leases;
