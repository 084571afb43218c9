/**
 * The servers that a chapter needs, on this machine.
 *
 * <p>{@link example.elasticache.devservices.DevServices} is all that a chapter sees. Behind it,
 * each {@link example.elasticache.devservices.Server} is a real program in a process of its own,
 * started on a free port of the loopback interface with its files under {@code target/}, and ended
 * with the program that wanted it, however that one ends.
 *
 * <p>For what goes wrong, see {@link example.elasticache.devservices.faults}; for groups of servers
 * in ElastiCache's shapes, see {@link example.elasticache.devservices.topology}. A single Redis or
 * Valkey with settings of its own is made by {@link example.elasticache.devservices.RedisSetup}.
 */
package example.elasticache.devservices;
