package e5;

import java.util.ArrayList;
import java.util.List;

/** The nodes of a Memcached cluster, as the cluster itself tells them. */
public final class NodeList {

  /**
   * One node.
   *
   * @param address its IP address, or an empty text
   */
  public record Node(String name, String address, int port) {}

  private final List<Node> nodes = new ArrayList<>();

  /** Returns the nodes of the last good reply. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Takes the nodes from a reply to "config get cluster", and returns whether they are news. */
  public boolean update(String reply) {
    // TODO When is this a list, when is it a new one, and who is reading the old one?
    nodes.clear();
    String[] lines = reply.split("\r?\n");
    for (String text : lines[2].split(" ")) {
      String[] node = text.split("\\|");
      nodes.add(new Node(node[0], node[1], Integer.parseInt(node[2])));
    }
    return true;
  }
}
