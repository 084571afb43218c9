package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Clients;
import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;
import net.rubyeye.xmemcached.MemcachedSessionLocator;
import net.rubyeye.xmemcached.impl.ArrayMemcachedSessionLocator;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;

/**
 * A fifth node joins four, and the client looks for keys where they are not.
 *
 * <p>Often believed: one more node takes a fifth of the keys. That depends on how the client
 * chooses a node: with the remainder of a division, which is XMemcached's default, nearly all keys
 * change theirs.
 */
public final class ScaleOut implements Lab {
  /** How many keys are looked for. */
  public static final int KEYS = 1_000;

  private final List<InetSocketAddress> nodes;

  /** Takes these five nodes; the last one joins later. */
  public ScaleOut(List<InetSocketAddress> nodes) {
    this.nodes = nodes;
  }

  // tag::count[]
  /** Writes to all nodes but the last, and returns how many keys are missing with the last. */
  int missingAfterJoin(Supplier<MemcachedSessionLocator> locator) throws Exception {
    var before = Clients.memcached(locator.get(), nodes.subList(0, nodes.size() - 1));
    try {
      before.flushAll();
      for (int i = 0; i < KEYS; i++) {
        before.set("tour:key:" + i, 0, "value");
      }
    } finally {
      before.shutdown();
    }
    var after = Clients.memcached(locator.get(), nodes);
    try {
      int missing = 0;
      for (int i = 0; i < KEYS; i++) {
        missing += after.get("tour:key:" + i) == null ? 1 : 0;
      }
      return missing;
    } finally {
      after.shutdown();
    }
  }

  // end::count[]

  // tag::wrong[]
  /** The remainder: hash of the key modulo number of nodes. */
  public int missingWithModulo() throws Exception {
    return missingAfterJoin(ArrayMemcachedSessionLocator::new);
  }

  // end::wrong[]

  // tag::right[]
  /** Ketama: nodes and keys on a ring, and a new node takes only what lies before its points. */
  public int missingWithKetama() throws Exception {
    return missingAfterJoin(KetamaMemcachedSessionLocator::new);
  }

  // end::right[]

  @Override
  public void run(PrintStream out) throws Exception {
    say(out, "modulo, from 4 to 5 nodes: missing of 1,000", "~" + missingWithModulo());
    say(out, "Ketama, from 4 to 5 nodes: missing of 1,000", "~" + missingWithKetama());
  }
}
