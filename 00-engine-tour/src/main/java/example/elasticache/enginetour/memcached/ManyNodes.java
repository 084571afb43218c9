package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;

/**
 * A multi-get over four nodes.
 *
 * <p>Often believed: a node that is asked for a key of another one says so, as in a Redis cluster.
 * It says that there is no such key. Only the client knows which node has what, and it splits a
 * multi-get by node; a client with an old list of nodes misses without an error.
 */
public final class ManyNodes implements Lab {
  private final List<InetSocketAddress> nodes;

  /** Takes these nodes. */
  public ManyNodes(List<InetSocketAddress> nodes) {
    this.nodes = nodes;
  }

  /** Writes a hundred keys through a client that knows all nodes. */
  void begin() throws Exception {
    MemcachedClient client = client(nodes);
    try {
      for (String key : MultiGet.KEYS) {
        client.set(key, 60, "value");
      }
    } finally {
      client.shutdown();
    }
  }

  // tag::wrong[]
  /** The list of nodes is from a time when there was one: it answers, for its own keys. */
  Map<String, String> fromOneNode() throws Exception {
    return multiGet(nodes.subList(0, 1));
  }

  // end::wrong[]

  // tag::right[]
  /** The client knows all nodes: it sorts the keys by node and sends each node one request. */
  Map<String, String> fromAllNodes() throws Exception {
    return multiGet(nodes);
  }

  private static Map<String, String> multiGet(List<InetSocketAddress> nodes) throws Exception {
    MemcachedClient client = client(nodes);
    try {
      return client.get(MultiGet.KEYS);
    } finally {
      client.shutdown();
    }
  }

  private static MemcachedClient client(List<InetSocketAddress> nodes) {
    return Clients.memcached(new KetamaMemcachedSessionLocator(), nodes);
  }

  // end::right[]

  @Override
  public void run(PrintStream out) throws Exception {
    begin();
    say(out, "the client knows 1 of 4 nodes: found of 100", "~" + fromOneNode().size());
    say(out, "the client knows all 4: found of 100", fromAllNodes().size());
  }
}
