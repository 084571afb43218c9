package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.List;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;

/**
 * One of four nodes dies, and comes back.
 *
 * <p>Often believed: the others have its keys. Nodes know nothing of each other: its keys are gone,
 * the client spreads the new copies over the others, and the node comes back empty.
 */
public final class LostNode implements Lab {
  static final int KEYS = 1_000;

  private final List<Node> nodes;

  /** Takes these nodes, and kills the first. */
  public LostNode(List<Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * How many of the keys were found: at first, without a node, filled again, and when it is back.
   */
  record Found(int before, int without, int refilled, int back) {}

  // tag::lose[]
  /** Counts what a client finds that fills up what it misses. */
  Found loseOne() throws Exception {
    var client =
        Clients.memcached(
            new KetamaMemcachedSessionLocator(), nodes.stream().map(Node::address).toList());
    try {
      fill(client);
      int before = found(client);
      nodes.get(0).kill();
      awaitNodes(client, nodes.size() - 1);
      int without = settled(client);
      fill(client);
      int refilled = settled(client);
      nodes.get(0).restart();
      awaitNodes(client, nodes.size());
      return new Found(before, without, refilled, settled(client));
    } finally {
      client.shutdown();
    }
  }

  // end::lose[]

  private static void fill(MemcachedClient client) throws Exception {
    for (int i = 0; i < KEYS; i++) {
      client.set("tour:spread:" + i, 0, "value");
    }
  }

  /**
   * The client names a node a moment before it asks it, so the first count may still be another.
   */
  private static int settled(MemcachedClient client) throws Exception {
    int before = found(client);
    int now = found(client);
    while (now != before) {
      before = now;
      now = found(client);
    }
    return now;
  }

  private static int found(MemcachedClient client) throws Exception {
    int found = 0;
    for (int i = 0; i < KEYS; i++) {
      found += isFound(client, "tour:spread:" + i) ? 1 : 0;
    }
    return found;
  }

  private static boolean isFound(MemcachedClient client, String key) throws Exception {
    try {
      return client.get(key) != null;
    } catch (MemcachedException onItsWayToTheDead) {
      return false;
    }
  }

  /** The client notices a lost connection at once, and tries again every two seconds. */
  private static void awaitNodes(MemcachedClient client, int count) throws Exception {
    for (int i = 0; i < 3_000 && client.getAvailableServers().size() != count; i++) {
      Thread.sleep(10);
    }
    if (client.getAvailableServers().size() != count) {
      throw new MemcachedException("After 30 seconds there are still not " + count + " nodes.");
    }
  }

  @Override
  public void run(PrintStream out) throws Exception {
    Found found = loseOne();
    say(out, "four nodes: found of 1,000", found.before);
    say(out, "one node killed", "~" + found.without);
    say(out, "what was missing written again", found.refilled);
    say(out, "the node is back, empty", "~" + found.back);
  }
}
