package e3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

class ShopKeysTest {
  private static final int SLOTS = 16_384;
  private static final int NODES = 3;
  private static final List<String> ITEMS =
      IntStream.range(0, 3_000).mapToObj(String::valueOf).toList();
  private static final List<String> ODD_ITEMS =
      List.of(
          "",
          "}",
          "{",
          "{}",
          "}{",
          "a}",
          "a}b",
          "ab",
          "{a",
          "a{b}c",
          "{}a",
          "}}",
          "{{",
          "{{}}",
          "a:b",
          ":",
          "stock",
          "reserved",
          "a}:stock",
          "a}:reserved",
          "a:stock",
          "湯のみ",
          " ",
          "\n");

  /** Returns the slot as a cluster computes it; see the specification of Redis Cluster. */
  private static int slot(String key) {
    return JedisClusterCRC16.getCRC16(counted(key).getBytes(StandardCharsets.UTF_8)) % SLOTS;
  }

  /** Returns the part of the key that counts. */
  private static String counted(String key) {
    int open = key.indexOf('{');
    int close = open < 0 ? -1 : key.indexOf('}', open + 1);
    return close > open + 1 ? key.substring(open + 1, close) : key;
  }

  private static void assertSameSlot(String item) {
    String stock = ShopKeys.stock(item);
    String reserved = ShopKeys.reserved(item);

    assertThat(slot(reserved))
        .withFailMessage(
            "The keys of the item \"%s\" are \"%s\" and \"%s\". The cluster looks at %s of the first and %s of the second, and gets the slots %s and %s: CROSSSLOT.",
            item,
            stock,
            reserved,
            whatCounts(stock),
            whatCounts(reserved),
            slot(stock),
            slot(reserved))
        .isEqualTo(slot(stock));
  }

  private static String whatCounts(String key) {
    return counted(key).equals(key) ? "all" : "\"" + counted(key) + "\"";
  }

  @Test
  @Order(1)
  void theKeysOfAnItemLieInOneSlot() {
    ITEMS.forEach(ShopKeysTest::assertSameSlot);
  }

  @Test
  @Order(2)
  void eachNodeHasItsShareOfTheShop() {
    Set<Integer> slots =
        ITEMS.stream().map(item -> slot(ShopKeys.stock(item))).collect(Collectors.toSet());
    Map<Integer, Long> shares =
        ITEMS.stream()
            .collect(
                Collectors.groupingBy(
                    item -> slot(ShopKeys.stock(item)) * NODES / SLOTS,
                    TreeMap::new,
                    Collectors.counting()));
    List<Long> perNode =
        IntStream.range(0, NODES).mapToObj(node -> shares.getOrDefault(node, 0L)).toList();

    assertThat(slots.size())
        .withFailMessage(
            "The 3,000 items of the shop lie in %s, and the three nodes have %s of them. Put only what belongs to one item into the braces.",
            slots.size() == 1 ? "one slot" : slots.size() + " slots", perNode)
        .isGreaterThan(1_000);
    assertThat(perNode)
        .withFailMessage(
            "Of 3,000 items the three nodes have %s. Each should have about a third.", perNode)
        .allSatisfy(share -> assertThat(share).isBetween(800L, 1_200L));
  }

  @Test
  @Order(3)
  void anItemMayBeAnyText() {
    ODD_ITEMS.forEach(ShopKeysTest::assertSameSlot);
  }

  @Test
  @Order(4)
  void eachKeyIsItsOwn() {
    List<String> items = new ArrayList<>(ITEMS);
    items.addAll(ODD_ITEMS);
    Map<String, String> owners = new HashMap<>();
    for (String item : items) {
      Map<String, String> keys = new TreeMap<>();
      keys.put("the stock of \"" + item + "\"", ShopKeys.stock(item));
      keys.put("what is reserved of \"" + item + "\"", ShopKeys.reserved(item));
      keys.forEach(
          (owner, key) -> {
            String other = owners.putIfAbsent(key, owner);
            assertThat(other)
                .withFailMessage(
                    "The key \"%s\" is that of %s, and also that of %s.", key, owner, other)
                .isNull();
          });
    }
  }

  @Test
  @Order(5)
  void eachKeyBeginsWithShop() {
    for (String key : List.of(ShopKeys.stock("7"), ShopKeys.reserved("7"))) {
      assertThat(key)
          .withFailMessage(
              "The key \"%s\" does not begin with \"shop:\", so the application's user may not touch it. The braces may stand anywhere in a key.",
              key)
          .startsWith("shop:");
    }
  }
}
