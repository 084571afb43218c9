/**
 * What happens when the session store fails: every call ends in time, and nothing is guessed.
 *
 * <p>{@link example.elasticache.sessions.availability.FailClosedSessions} is put around a
 * repository; {@link example.elasticache.sessions.availability.Deadline} ends its calls; {@link
 * example.elasticache.sessions.availability.Clients} makes clients with a limit on every wait.
 */
package example.elasticache.sessions.availability;
