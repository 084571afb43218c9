/**
 * What happens when a server fails: every call ends in time, a cache that is down is no cache, and
 * an S3 that is down is not asked by everybody.
 */
package example.elasticache.s3metadata.degradation;
