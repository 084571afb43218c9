package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A page that needs a hundred keys of a cluster.
 *
 * <p>Often believed: MGET is one request on a cluster, too. A node takes it for the keys of one
 * slot only, even when it has the others, too. So the client makes an MGET for each slot of it, one
 * after the other, and a hundred keys hardly ever share one.
 */
public final class ManySlots implements Lab {
  static final List<String> KEYS = IntStream.range(0, 100).mapToObj(i -> "tour:item:" + i).toList();
  private static final Pattern READS = Pattern.compile("total_reads_processed:(\\d+)");

  private final RedisClusterClient cluster;

  /** Reads from this cluster. */
  public ManySlots(RedisClusterClient cluster) {
    this.cluster = cluster;
  }

  /** Writes every second key: a reader must bear that the others are missing. */
  void begin() {
    for (int i = 0; i < KEYS.size(); i += 2) {
      cluster.set(KEYS.get(i), "item " + i, SetParams.setParams().ex(60));
    }
  }

  // tag::node[]
  /** Returns what a node says to an MGET of two keys, both of which it has. */
  String atOneNode() {
    int slot = JedisClusterCRC16.getSlot(KEYS.get(0));
    // Closing it gives the connection back to its pool; closing that as well would cut it there.
    try (var node = new Jedis(cluster.getConnectionFromSlot(slot))) {
      String[] own = KEYS.stream().filter(key -> has(node, key)).limit(2).toArray(String[]::new);
      return "%d values".formatted(node.mget(own).size());
    } catch (JedisDataException e) {
      return e.getMessage();
    }
  }

  private static boolean has(Jedis node, String key) {
    try {
      node.get(key);
      return true;
    } catch (JedisMovedDataException elsewhere) {
      return false;
    }
  }

  // end::node[]

  // tag::wrong[]
  /** One call, and in it a request for each slot. */
  List<String> byMget() {
    return cluster.mget(KEYS.toArray(String[]::new));
  }

  // end::wrong[]

  // tag::right[]
  /** All at once: the client sorts the keys by node, and asks each node in one round trip. */
  Map<String, String> byPipeline() {
    Map<String, Response<String>> replies = new LinkedHashMap<>();
    try (var pipeline = cluster.pipelined()) {
      KEYS.forEach(key -> replies.put(key, pipeline.get(key)));
      pipeline.sync();
    }
    Map<String, String> found = new LinkedHashMap<>();
    replies.forEach(
        (key, reply) -> {
          if (reply.get() != null) {
            found.put(key, reply.get());
          }
        });
    return found;
  }

  // end::right[]

  /** Returns how often the nodes had to read from the network for it, as they count it. */
  long readsFor(Runnable work) {
    // Once before: a new connection reads its greeting as well.
    work.run();
    long before = reads();
    work.run();
    // Each node has read the second question, too.
    return reads() - before - cluster.getClusterNodes().size();
  }

  private long reads() {
    return cluster.getClusterNodes().values().stream().mapToLong(ManySlots::readsAt).sum();
  }

  private static long readsAt(ConnectionPool node) {
    try (var jedis = new Jedis(node.getResource())) {
      Matcher reads = READS.matcher(jedis.info("stats"));
      if (!reads.find()) {
        throw new IllegalStateException("The node does not say how often it has read.");
      }
      return Long.parseLong(reads.group(1));
    }
  }

  @Override
  public void run(PrintStream out) {
    begin();
    int nodes = cluster.getClusterNodes().size();
    say(out, "MGET of two keys at the node that has both", atOneNode());
    say(out, "mget of 100 keys by the client: requests", readsFor(this::byMget));
    say(out, "a pipeline to %d nodes: requests".formatted(nodes), "~" + readsFor(this::byPipeline));
    say(out, "found, of 100", byPipeline().size());
  }
}
