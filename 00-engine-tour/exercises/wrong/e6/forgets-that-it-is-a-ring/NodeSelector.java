package e6;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Decides which node of a Memcached cluster has a key. */
public final class NodeSelector {
  private static final int POINTS = 160;

  private final NavigableMap<Long, String> ring = new TreeMap<>();

  /** Selects among these nodes, each of which is given by its address. */
  public NodeSelector(List<String> nodes) {
    for (String node : nodes) {
      for (int i = 0; i < POINTS; i++) {
        ring.put(hash(node + "-" + i), node);
      }
    }
  }

  /** Returns the node that has a key. */
  public String nodeFor(String key) {
    Map.Entry<Long, String> next = ring.ceilingEntry(hash(key));
    return next == null ? null : next.getValue();
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
