/**
 * An AWS Lambda function behind API Gateway that keeps another API's answers in a cache.
 *
 * <p>{@link example.elasticache.lambdacache.Upstream} is always the truth and {@link
 * example.elasticache.lambdacache.AnswerCache} always the disposable copy. Read in this order:
 * {@link example.elasticache.lambdacache.stages.SimpleApiCache} is the simple form; {@link
 * example.elasticache.lambdacache.Routes} and {@link example.elasticache.lambdacache.ApiCall} are
 * the key, {@link example.elasticache.lambdacache.CachePolicy} is what may be kept; {@link
 * example.elasticache.lambdacache.ApiCache} is the pattern, and {@link
 * example.elasticache.lambdacache.CachedApi} the whole. {@link
 * example.elasticache.lambdacache.ApiCacheHandler} is what Lambda calls, and {@link
 * example.elasticache.lambdacache.Main} runs the story.
 */
package example.elasticache.lambdacache;
