/**
 * Servers in the shapes that ElastiCache has, each started in one line and closed as one.
 *
 * <ul>
 *   <li>{@link example.elasticache.devservices.topology.TlsRedis}: TLS and named users.
 *   <li>{@link example.elasticache.devservices.topology.ServerlessRedis}: what ElastiCache
 *       Serverless shows of itself, its refusals included.
 *   <li>{@link example.elasticache.devservices.topology.RedisCluster}: cluster mode enabled, with
 *       masters, replicas and failover.
 *   <li>{@link example.elasticache.devservices.topology.RedisReplicas}: cluster mode disabled, a
 *       primary with replicas behind a wire that can be slow or cut.
 *   <li>{@link example.elasticache.devservices.topology.RedisSentinels}: a failover that nobody has
 *       to ask for.
 * </ul>
 *
 * <p>All are plain processes of the Valkey or Redis program that {@link
 * example.elasticache.devservices.RedisServer} finds, on the loopback interface. Each server of a
 * group can be paused, killed and restarted by itself.
 */
package example.elasticache.devservices.topology;
