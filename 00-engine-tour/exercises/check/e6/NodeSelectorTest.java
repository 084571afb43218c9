package e6;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class NodeSelectorTest {
  private static final List<String> FOUR =
      List.of("10.0.1.11:11211", "10.0.2.12:11211", "10.0.1.13:11211", "10.0.2.14:11211");
  private static final String FIFTH = "10.0.1.15:11211";
  private static final List<String> KEYS =
      IntStream.range(0, 10_000).mapToObj(i -> "product:" + i).toList();

  private static Map<String, String> places(List<String> nodes) {
    var selector = new NodeSelector(nodes);
    var places = new TreeMap<String, String>();
    KEYS.forEach(
        key -> {
          String node = selector.nodeFor(key);
          assertThat(nodes)
              .withFailMessage(
                  "The key %s should lie on one of the nodes %s, but lies on %s.", key, nodes, node)
              .contains(node);
          places.put(key, node);
        });
    return places;
  }

  private static List<String> five() {
    List<String> five = new ArrayList<>(FOUR);
    five.add(FIFTH);
    return five;
  }

  /** Returns the keys that lie elsewhere before and after. */
  private static List<String> moved(Map<String, String> before, Map<String, String> after) {
    return KEYS.stream().filter(key -> !before.get(key).equals(after.get(key))).toList();
  }

  @Test
  @Order(1)
  void theSameNodesMeanTheSamePlaces() {
    List<String> backwards = new ArrayList<>(FOUR);
    Collections.reverse(backwards);

    List<String> moved = moved(places(FOUR), places(backwards));

    assertThat(moved)
        .withFailMessage(
            "Two servers list the same four nodes, one of them backwards, and look for %,d of 10,000 keys on different nodes. The order of a list must not matter.",
            moved.size())
        .isEmpty();
  }

  @Test
  @Order(2)
  void aNodeThatJoinsTakesKeysToItselfOnly() {
    Map<String, String> before = places(FOUR);
    Map<String, String> after = places(five());

    List<String> moved = moved(before, after);
    List<String> amongTheOld = moved.stream().filter(key -> !after.get(key).equals(FIFTH)).toList();

    assertThat(amongTheOld)
        .withFailMessage(
            "A fifth node joined, and %,d of 10,000 keys moved: %,d of them from one old node to another, where nobody has put them.",
            moved.size(), amongTheOld.size())
        .isEmpty();
  }

  @Test
  @Order(3)
  void aNodeThatLeavesTakesItsKeysOnly() {
    Map<String, String> before = places(five());
    for (String leaving : five()) {
      List<String> rest = new ArrayList<>(five());
      rest.remove(leaving);

      List<String> ofOthers =
          moved(before, places(rest)).stream()
              .filter(key -> !before.get(key).equals(leaving))
              .toList();

      assertThat(ofOthers)
          .withFailMessage(
              "The node %s left, and %,d of 10,000 keys moved that lay on other nodes.",
              leaving, ofOthers.size())
          .isEmpty();
    }
  }

  @Test
  @Order(4)
  void eachNodeHasItsShare() {
    for (List<String> nodes : List.of(FOUR, five())) {
      Map<String, Long> shares =
          places(nodes).values().stream()
              .collect(Collectors.groupingBy(node -> node, TreeMap::new, Collectors.counting()));
      nodes.forEach(node -> shares.putIfAbsent(node, 0L));
      long equal = KEYS.size() / nodes.size();

      assertThat(shares.values())
          .withFailMessage(
              "Of 10,000 keys each of the %s nodes should have about %,d, but they have %s. Many points for each node, spread by a good hash, make the shares equal.",
              nodes.size(), equal, shares)
          .allSatisfy(share -> assertThat(share).isBetween(equal / 2, equal * 2));
    }
  }

  @Test
  @Order(5)
  void oneNodeHasEverything() {
    assertThat(places(List.of(FIFTH)).values())
        .withFailMessage("Where there is one node, it should have all keys.")
        .containsOnly(FIFTH);
  }
}
