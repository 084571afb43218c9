/**
 * Sessions that outlive an instance: what the application knows of a browser lies in Redis, Valkey
 * or Memcached, and any instance finds it there.
 *
 * <p>Read in this order: {@link example.elasticache.sessions.Session} and {@link
 * example.elasticache.sessions.SessionId} are the data; {@link
 * example.elasticache.sessions.SessionRepository} is the seam; {@link
 * example.elasticache.sessions.Sessions} is the pattern. The package {@code stages} leads step by
 * step from a JSON text under a key to {@link example.elasticache.sessions.RedisSessionRepository};
 * {@code availability} says what happens when the store is down; {@code web} is a small application
 * on top, which {@link example.elasticache.sessions.Main} runs in three instances.
 */
package example.elasticache.sessions;
