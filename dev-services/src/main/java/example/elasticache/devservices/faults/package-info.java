/**
 * Faults that a test can turn on and off, in front of one server or in place of it.
 *
 * <ul>
 *   <li>{@link example.elasticache.devservices.faults.FaultProxy}: the network is slow, drips,
 *       resets, goes silent or refuses.
 *   <li>{@link example.elasticache.devservices.faults.RespGate}: one command waits until the test
 *       lets it go; every command is counted.
 *   <li>{@link example.elasticache.devservices.faults.ScriptedRedis}: a server that answers what
 *       the test says, errors and garbage among it.
 * </ul>
 *
 * <p>All listen on the loopback interface, and leave neither port nor thread when closed. A server
 * itself can be paused, killed and restarted: see {@link example.elasticache.devservices.Server}.
 */
package example.elasticache.devservices.faults;
