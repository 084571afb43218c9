/**
 * Stage 5: S3 tells of every change, at least once and in any order.
 *
 * <p>{@link example.elasticache.s3metadata.events.Invalidator} takes the notifications; {@link
 * example.elasticache.s3metadata.events.SequencedMetadataCache} keeps the order; {@link
 * example.elasticache.s3metadata.events.CacheAsideWithEvents} is the stage.
 */
package example.elasticache.s3metadata.events;
