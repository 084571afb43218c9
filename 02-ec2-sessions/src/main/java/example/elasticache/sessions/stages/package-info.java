/**
 * The way to the whole, one step at a time: each stage works, and says what it cannot do yet.
 *
 * <p>Read in this order: {@link example.elasticache.sessions.stages.JsonSessions}, {@link
 * example.elasticache.sessions.stages.HashSessions}, {@link
 * example.elasticache.sessions.stages.TouchedSessions}, {@link
 * example.elasticache.sessions.stages.GuardedSessions}. Stages 5 and 6, the times on the server's
 * clock and the list of a user's sessions, are {@link
 * example.elasticache.sessions.RedisSessionRepository}.
 */
package example.elasticache.sessions.stages;
