package example.elasticache.benchmarks;

import java.util.function.LongFunction;

/**
 * One way to answer a read.
 *
 * @param id names it in {@code summary.properties}
 * @param name names it in a chart
 * @param ours whether this project teaches it
 * @param goal the ratio that it must not exceed, or null
 * @param read returns what it knows about the user of that id
 */
public record Variant(String id, String name, boolean ours, Double goal, LongFunction<?> read) {

  /** Returns a way that others take. */
  static Variant theirs(String id, String name, LongFunction<?> read) {
    return new Variant(id, name, false, null, read);
  }

  /** Returns a way that this project teaches, without a goal. */
  static Variant ours(String id, String name, LongFunction<?> read) {
    return new Variant(id, name, true, null, read);
  }

  /** Returns this way with a ratio that it must not exceed. */
  Variant withGoal(double ratio) {
    return new Variant(id, name, ours, ratio, read);
  }
}
