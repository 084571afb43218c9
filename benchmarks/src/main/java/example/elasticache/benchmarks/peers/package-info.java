/**
 * The same reads by other means: what a Java developer would take from a library instead.
 *
 * <p>Each is set up as its own documentation does it, with its defaults.
 */
package example.elasticache.benchmarks.peers;
