/** Stage 3: who may look at what, asked before the cache on every call, hit or miss. */
package example.elasticache.s3metadata.access;
