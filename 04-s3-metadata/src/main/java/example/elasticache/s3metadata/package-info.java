/**
 * Object metadata without asking S3 each time: the application keeps a copy of what {@code
 * HeadObject} says.
 *
 * <p>Read in this order: {@link example.elasticache.s3metadata.StoredObjects} says what the
 * application wants; {@link example.elasticache.s3metadata.CacheAside} is stage 1 and {@link
 * example.elasticache.s3metadata.CacheAsideWithNegativeEntries} stage 2. {@link
 * example.elasticache.s3metadata.MetadataStore} is always the truth and {@link
 * example.elasticache.s3metadata.MetadataCache} always the disposable copy. Then come the packages
 * {@code access}, {@code freshness}, {@code events}, {@code listing} and {@code degradation}.
 * {@link example.elasticache.s3metadata.Main} runs the story.
 */
package example.elasticache.s3metadata;
