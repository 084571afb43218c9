/** The way to the cache: few connections, each call with an end, and a fresh start after a thaw. */
package example.elasticache.lambdacache.connection;
