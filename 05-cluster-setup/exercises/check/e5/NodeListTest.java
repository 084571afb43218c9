package e5;

import static org.assertj.core.api.Assertions.assertThat;

import e5.NodeList.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class NodeListTest {
  private static final Node ONE = new Node("shop-1.example", "10.0.0.11", 11211);
  private static final Node TWO = new Node("shop-2.example", "10.0.0.12", 11211);
  private static final Node THREE = new Node("shop-3.example", "", 11213);

  private final NodeList list = new NodeList();
  private boolean first;

  @BeforeEach
  void theClusterHasTwoNodes() {
    first = update(reply(9, ONE, TWO));
  }

  @Test
  @Order(1)
  void theNodesOfAReplyAreKnown() {
    assertThat(first)
        .withFailMessage("The first list is news, but update returned false.")
        .isTrue();
    assertThat(list.nodes())
        .withFailMessage("The nodes should be %s, but are %s.", List.of(ONE, TWO), list.nodes())
        .containsExactly(ONE, TWO);
  }

  @Test
  @Order(2)
  void aHigherVersionTakesThePlaceOfTheOld() {
    boolean news = update(reply(10, TWO, THREE));

    assertThat(list.nodes())
        .withFailMessage(
            "Version 10 follows version 9: one node has gone, and one has come. The nodes should be %s, but are %s.",
            List.of(TWO, THREE), list.nodes())
        .containsExactly(TWO, THREE);
    assertThat(news)
        .withFailMessage("Version 10 is news after version 9, but update returned false.")
        .isTrue();
  }

  @Test
  @Order(3)
  void anOlderOrEqualVersionChangesNothing() {
    update(reply(10, ONE, TWO, THREE));

    for (int version : List.of(10, 9, 2, 0)) {
      boolean news = update(reply(version, ONE));

      assertThat(list.nodes())
          .withFailMessage(
              "Version 10 had three nodes. A late reply with version %s came, and now they are %s.",
              version, list.nodes())
          .containsExactly(ONE, TWO, THREE);
      assertThat(news)
          .withFailMessage("Version %s is no news after 10, but update returned true.", version)
          .isFalse();
    }
  }

  @Test
  @Order(4)
  void aReplyThatBreaksOffChangesNothing() {
    String whole = reply(10, ONE, TWO, THREE);

    for (int length = 0; length < whole.length(); length++) {
      changesNothing("a reply that broke off", whole.substring(0, length));
    }
  }

  @Test
  @Order(5)
  void whatIsNoListChangesNothing() {
    Map<String, String> garbage = new LinkedHashMap<>();
    garbage.put("no reply", null);
    garbage.put("an error", "ERROR\r\n");
    garbage.put("the end of an empty answer", "END\r\n");
    garbage.put("a reply without nodes", reply("10", ""));
    garbage.put("a reply without a version", reply("", text(ONE)));
    garbage.put("a version that is no number", reply("ten", text(ONE)));
    garbage.put("a negative version", reply("-10", text(ONE)));
    garbage.put("a version of twenty digits", reply("12345678901234567890", text(ONE)));
    garbage.put("a reply about something else", reply(10, ONE).replace("cluster", "flags"));
    garbage.put("a reply with more behind it", reply(10, ONE) + "VALUE x 0 1\r\n");
    garbage.forEach(this::changesNothing);
  }

  @Test
  @Order(6)
  void aLengthThatIsNotAsToldChangesNothing() {
    String good = reply(10, ONE, TWO, THREE);
    changesNothing("a node lost from the middle", good.replace(text(TWO) + " ", ""));
    changesNothing("a name that lost a letter", good.replace("shop-2", "shp-2"));
    changesNothing(
        "a length of twenty digits",
        good.replaceFirst("cluster 0 \\d+", "cluster 0 12345678901234567890"));
  }

  @Test
  @Order(7)
  void aNodeThatIsNoneSpoilsTheList() {
    for (String bad :
        List.of(
            "|10.0.0.13|11211",
            "shop-3.example",
            "shop-3.example|10.0.0.13",
            "shop-3.example|10.0.0.13|",
            "shop-3.example|10.0.0.13|port",
            "shop-3.example|10.0.0.13|0",
            "shop-3.example|10.0.0.13|-1",
            "shop-3.example|10.0.0.13|65536",
            "shop-3.example|10.0.0.13|99999999999",
            "shop-3.example|10.0.0.13|11211|11211")) {
      changesNothing("the node \"" + bad + "\"", reply("10", text(ONE) + " " + bad));
    }
  }

  @Test
  @Order(8)
  void theWidestPortsAreTaken() {
    Node low = new Node("low.example", "10.0.0.1", 1);
    Node high = new Node("high.example", "10.0.0.2", 65_535);

    update(reply(10, low, high));

    assertThat(list.nodes())
        .withFailMessage(
            "1 and 65535 are ports. The nodes should be %s, but are %s.",
            List.of(low, high), list.nodes())
        .containsExactly(low, high);
  }

  @Test
  @Order(9)
  void afterGarbageAGoodListIsTaken() {
    update(reply("10", text(ONE) + " shop-3.example|10.0.0.13|0"));

    boolean news = update(reply(10, ONE, TWO, THREE));

    assertThat(list.nodes())
        .withFailMessage(
            "The first reply with version 10 was no list, the second one was. The nodes should be %s, but are %s.",
            List.of(ONE, TWO, THREE), list.nodes())
        .containsExactly(ONE, TWO, THREE);
    assertThat(news)
        .withFailMessage("A list that was never taken is news, but update returned false.")
        .isTrue();
  }

  @Test
  @Order(10)
  void whatWasReturnedBeforeDoesNotChange() {
    List<Node> before = list.nodes();
    List<Node> copy = new ArrayList<>(before);

    update(reply(10, THREE));

    assertThat(before)
        .withFailMessage(
            "A thread was reading the list %s, and in its hands it became %s. Put a new list in its place.",
            copy, before)
        .isEqualTo(copy);
  }

  private void changesNothing(String what, String reply) {
    boolean news = update(reply);

    assertThat(list.nodes())
        .withFailMessage(
            "After %s, the nodes should be as before, %s, but they are %s. It was: %s.",
            what, List.of(ONE, TWO), list.nodes(), visible(reply))
        .containsExactly(ONE, TWO);
    assertThat(news)
        .withFailMessage(
            "There is no news in %s, but update returned true. It was: %s.", what, visible(reply))
        .isFalse();
  }

  private boolean update(String reply) {
    try {
      return list.update(reply);
    } catch (RuntimeException e) {
      throw new AssertionError(
          "An exception left update, and ended the task in the background: %s. The reply was: %s."
              .formatted(e, visible(reply)),
          e);
    }
  }

  private static String visible(String reply) {
    return String.valueOf(reply).replace("\r", "\\r").replace("\n", "\\n");
  }

  private static String reply(int version, Node... nodes) {
    return reply(
        String.valueOf(version),
        Arrays.stream(nodes).map(NodeListTest::text).collect(Collectors.joining(" ")));
  }

  private static String reply(String version, String nodes) {
    String body = version + "\n" + nodes + "\n";
    return "CONFIG cluster 0 " + body.length() + "\r\n" + body + "\r\nEND\r\n";
  }

  private static String text(Node node) {
    return node.name() + "|" + node.address() + "|" + node.port();
  }
}
