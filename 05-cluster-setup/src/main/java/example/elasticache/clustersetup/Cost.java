package example.elasticache.clustersetup;

/**
 * What a resource costs a month, in whole US dollars.
 *
 * @param basis where and when that was the price
 */
public record Cost(int least, int most, String basis) {

  /** Returns the cost of so many of the smallest nodes. */
  static Cost ofNodes(int nodes) {
    int all = 12 * nodes;
    return new Cost(all, all, nodes + " nodes, 12 each; us-east-1 list, 2026");
  }

  /** Returns the cost of both. */
  Cost plus(Cost other) {
    return new Cost(least + other.least, most + other.most, "");
  }

  /** Returns from how much to how much. */
  String range() {
    return least == most
        ? "about %d USD a month".formatted(least)
        : "about %d to %d USD a month".formatted(least, most);
  }

  @Override
  public String toString() {
    return range() + " (" + basis + "; check the price page)";
  }
}
