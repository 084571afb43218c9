package e3;

/** Names the keys of the shop's items, which one script reads and writes together. */
public final class ShopKeys {

  /** Returns the key of how many there are of an item. */
  public static String stock(String item) {
    return slotOf(item) + ":stock";
  }

  /** Returns the key of how many of an item are reserved. */
  public static String reserved(String item) {
    return slotOf(item) + ":reserved";
  }

  /** Returns how the keys of an item begin: what stands in the braces chooses the slot. */
  private static String slotOf(String item) {
    // An empty tag is none, so the tag begins with a word of our own, whatever the item is.
    return "shop:{item:" + item + "}";
  }

  private ShopKeys() {}
}
