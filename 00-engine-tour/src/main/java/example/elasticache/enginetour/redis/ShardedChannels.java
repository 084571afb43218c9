package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisShardedPubSub;
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

  // tag::listen[]
  /** Listens on the shard of the channel; returns how many of the messages arrive. */
  long heardOnShard() throws InterruptedException {
    var ready = new CountDownLatch(1);
    var missing = new CountDownLatch(MESSAGES);
    var subscriber =
        new JedisShardedPubSub() {
          @Override
          public void onSSubscribe(String channel, int channels) {
            ready.countDown();
          }

          @Override
          public void onSMessage(String channel, String message) {
            missing.countDown();
          }
        };
    // ssubscribe returns when it is over, so it needs a thread of its own.
    var thread = new Thread(() -> cluster.ssubscribe(subscriber, CHANNEL), "feed-subscriber");
    thread.setDaemon(true);
    thread.start();
    if (!ready.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("After 30 seconds there was still no subscription.");
    }
    for (int i = 0; i < MESSAGES; i++) {
      cluster.spublish(CHANNEL, "goal");
    }
    if (!missing.await(30, TimeUnit.SECONDS)) {
      return MESSAGES - missing.getCount();
    }
    subscriber.sunsubscribe();
    thread.join();
    return MESSAGES;
  }

  // end::listen[]

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
  public void run(PrintStream out) throws InterruptedException {
    String nodes = " on %d nodes: passed on".formatted(cluster.getClusterNodes().size());
    say(out, "100 × PUBLISH" + nodes, passedOnByPublish());
    say(out, "100 × SPUBLISH" + nodes, passedOnBySpublish());
    say(out, "100 × SPUBLISH, to a subscriber of the shard: heard", heardOnShard());
  }
}
