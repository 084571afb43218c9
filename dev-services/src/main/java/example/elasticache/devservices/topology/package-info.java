/**
 * Servers in the shapes that ElastiCache has, each started in one line and closed as one.
 *
 * <ul>
 *   <li>{@link example.elasticache.devservices.topology.TlsRedis}: TLS and named users.
 *   <li>{@link example.elasticache.devservices.topology.ServerlessRedis}: what ElastiCache
 *       Serverless shows of itself, its refusals included.
 *   <li>{@link example.elasticache.devservices.topology.RedisCluster}: cluster mode enabled, with
 *       masters, replicas and failover.
 * </ul>
 *
 * <p>All are plain processes of the Valkey or Redis program that {@link
 * example.elasticache.devservices.RedisServer} finds, on the loopback interface. Each server of a
 * group can be paused, killed and restarted by itself.
 */
package example.elasticache.devservices.topology;
