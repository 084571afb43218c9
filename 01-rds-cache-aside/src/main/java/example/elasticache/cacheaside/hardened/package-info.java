/**
 * Stage 6, the whole: the pattern and all its protections in one object with sensible defaults.
 *
 * <p>{@link example.elasticache.cacheaside.hardened.HardenedUsers} is put together from the types
 * of the stages before it, and adds nothing to them but {@link
 * example.elasticache.cacheaside.hardened.CacheMetrics}.
 */
package example.elasticache.cacheaside.hardened;
