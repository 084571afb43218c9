package e3;

/** Names the keys of the shop's items, which one script reads and writes together. */
public final class ShopKeys {

  /** Returns the key of how many there are of an item. */
  public static String stock(String item) {
    // TODO Which part of this key chooses the slot?
    return "shop:stock:" + item;
  }

  /** Returns the key of how many of an item are reserved. */
  public static String reserved(String item) {
    // TODO And which part of this one?
    return "shop:reserved:" + item;
  }

  private ShopKeys() {}
}
