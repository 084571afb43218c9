package e5;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The nodes of a Memcached cluster, as the cluster itself tells them. */
public final class NodeList {

  /**
   * One node.
   *
   * @param address its IP address, or an empty text
   */
  public record Node(String name, String address, int port) {}

  private static final Pattern REPLY =
      Pattern.compile("CONFIG cluster 0 (\\d{1,9})\r\n((\\d{1,9})\n([^\r\n]+)\n)\r\nEND\r\n");
  private static final Pattern NODE =
      Pattern.compile("(?<name>[^| ]+)\\|(?<address>[^| ]*)\\|(?<port>\\d{1,5})");

  private volatile List<Node> nodes = List.of();
  private int version;

  /** Returns the nodes of the last good reply. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Takes the nodes from a reply to "config get cluster", and returns whether they are news. */
  public boolean update(String reply) {
    Matcher parts = REPLY.matcher(reply == null ? "" : reply);
    if (!parts.matches() || parts.group(2).length() != Integer.parseInt(parts.group(1))) {
      return false;
    }
    int newVersion = Integer.parseInt(parts.group(3));
    if (newVersion < version) {
      return false;
    }
    List<Node> found = new ArrayList<>();
    for (String text : parts.group(4).split(" ")) {
      Matcher node = NODE.matcher(text);
      if (!node.matches() || !isPort(Integer.parseInt(node.group("port")))) {
        return false;
      }
      found.add(
          new Node(
              node.group("name"), node.group("address"), Integer.parseInt(node.group("port"))));
    }
    nodes = List.copyOf(found);
    version = newVersion;
    return true;
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65_535;
  }
}
