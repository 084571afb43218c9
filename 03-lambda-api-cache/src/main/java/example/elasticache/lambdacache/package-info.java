/**
 * An AWS Lambda function behind API Gateway that keeps another API's answers in a cache.
 *
 * <p>{@link example.elasticache.lambdacache.Upstream} is always the truth. Read in this order:
 * {@link example.elasticache.lambdacache.stages.SimpleApiCache} is the simple form.
 */
package example.elasticache.lambdacache;
