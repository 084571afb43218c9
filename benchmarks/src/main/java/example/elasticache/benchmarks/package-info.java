/**
 * What the patterns cost, beside the libraries that a Java developer would take instead.
 *
 * <p>Read {@link example.elasticache.benchmarks.Interleaved} first: it is why the numbers can be
 * trusted on a machine that does other work as well. {@link
 * example.elasticache.benchmarks.HitCost}, and {@link example.elasticache.benchmarks.Stampede} say
 * what is measured; {@link example.elasticache.benchmarks.Main} runs it and writes {@code
 * benchmarks/results}.
 */
package example.elasticache.benchmarks;
