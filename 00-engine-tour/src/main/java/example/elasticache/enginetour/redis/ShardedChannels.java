package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;

/**
 * A live feed in a cluster: PUBLISH beside SPUBLISH, which came with Redis 7.0.
 *
 * <p>Often believed: more nodes carry more messages. PUBLISH sends each message to every node,
 * whether somebody listens there or not, so each new node makes it dearer. A sharded channel lies
 * in a slot as a key does.
 */
public final class ShardedChannels implements Lab {
  private static final int MESSAGES = 100;
  private static final String CHANNEL = "tour:feed";
  private static final Pattern SENT =
      Pattern.compile("cluster_stats_messages_publish(?:shard)?_sent:(\\d+)");

  private final RedisClusterClient cluster;

  /** Publishes on this cluster. */
  public ShardedChannels(RedisClusterClient cluster) {
    this.cluster = cluster;
  }

  // tag::wrong[]
  /** Returns how many messages the nodes passed on among themselves. */
  long passedOnByPublish() {
    long before = passedOn();
    for (int i = 0; i < MESSAGES; i++) {
      cluster.publish(CHANNEL, "goal");
    }
    return passedOn() - before;
  }

  // end::wrong[]

  // tag::right[]
  /** Returns the same for a channel that lies on one shard. */
  long passedOnBySpublish() {
    long before = passedOn();
    for (int i = 0; i < MESSAGES; i++) {
      cluster.spublish(CHANNEL, "goal");
    }
    return passedOn() - before;
  }

  // end::right[]

  private long passedOn() {
    return cluster.getClusterNodes().values().stream().mapToLong(ShardedChannels::passedOnBy).sum();
  }

  private static long passedOnBy(ConnectionPool node) {
    // Closing it gives the connection back to its pool; closing that as well would cut it there.
    try (var jedis = new Jedis(node.getResource())) {
      Matcher sent = SENT.matcher(jedis.clusterInfo());
      return sent.results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
    }
  }

  @Override
  public void run(PrintStream out) {
    String nodes = " on %d nodes: passed on".formatted(cluster.getClusterNodes().size());
    say(out, "100 × PUBLISH" + nodes, passedOnByPublish());
    say(out, "100 × SPUBLISH" + nodes, passedOnBySpublish());
  }
}
