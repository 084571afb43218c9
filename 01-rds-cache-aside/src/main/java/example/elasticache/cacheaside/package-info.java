/**
 * Cache-aside: the application keeps a copy of database rows in a cache, and asks the copy first.
 *
 * <p>Read in this order: {@link example.elasticache.cacheaside.Users} says what the application
 * wants; {@link example.elasticache.cacheaside.CacheAside} is the pattern, stage 1; {@link
 * example.elasticache.cacheaside.CacheAsideWithNegativeCaching} is stage 2. {@link
 * example.elasticache.cacheaside.UserStore} is always the truth and {@link
 * example.elasticache.cacheaside.UserCache} always the disposable copy. {@link
 * example.elasticache.cacheaside.Main} runs the story.
 */
package example.elasticache.cacheaside;
