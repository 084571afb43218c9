package e6;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** Decides which node of a Memcached cluster has a key. */
public final class NodeSelector {
  private final List<String> nodes;

  /** Selects among these nodes, each of which is given by its address. */
  public NodeSelector(List<String> nodes) {
    // TODO What could this prepare that does not depend on how many nodes there are?
    this.nodes = List.copyOf(nodes);
  }

  /** Returns the node that has a key. */
  public String nodeFor(String key) {
    // TODO Which keys keep their node when the number of nodes changes?
    return nodes.get((int) (hash(key) % nodes.size()));
  }

  /** Returns a number from 0 to 4,294,967,295, the same for the same text everywhere. */
  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, Arrays.copyOf(digest, 4)).longValueExact();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }
}
