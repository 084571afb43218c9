package example.elasticache.lambdacache;

/** What the cache made of the calls so far, in this sandbox. */
public record ApiCacheStats(long hits, long misses, long stale, long failures) {}
