/**
 * Create the cache: a serverless one and a cluster of one's own, again and again with one result.
 *
 * <p>Read in this order: {@link example.elasticache.clustersetup.Setup} is the pattern, a setup
 * that can be run again, made of {@link example.elasticache.clustersetup.Step}s. {@link
 * example.elasticache.clustersetup.AccessSteps}, {@link
 * example.elasticache.clustersetup.ServerlessSteps}, {@link
 * example.elasticache.clustersetup.GroupSteps}, {@link
 * example.elasticache.clustersetup.OwnClusterSteps} and {@link
 * example.elasticache.clustersetup.MemcachedSteps} name every option, and {@link
 * example.elasticache.clustersetup.Chapter} puts them in order. {@link
 * example.elasticache.clustersetup.IamAuthToken} is the password of a user without a password.
 * {@link example.elasticache.clustersetup.Main} runs the story.
 */
package example.elasticache.clustersetup;
