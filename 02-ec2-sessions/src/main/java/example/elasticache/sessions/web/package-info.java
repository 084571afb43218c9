/**
 * A small web application over the pattern, and what it takes to run three of it on one machine.
 *
 * <p>{@link example.elasticache.sessions.web.SessionCookie} and {@link
 * example.elasticache.sessions.web.WebApplication} show how an application uses sessions; {@link
 * example.elasticache.sessions.web.Balancer} and {@link
 * example.elasticache.sessions.web.ChildInstance} stand in for a load balancer and for instances.
 */
package example.elasticache.sessions.web;
