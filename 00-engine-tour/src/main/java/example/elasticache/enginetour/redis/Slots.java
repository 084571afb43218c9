package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Scripts and transactions in a cluster, where each key lies in one of 16,384 slots.
 *
 * <p>Often believed: what runs on one server runs on a cluster. A script or a MULTI runs where its
 * slot is, and all its keys must be in that slot. Serverless caches are always clusters, so the
 * rule holds there, too.
 */
public final class Slots implements Lab {
  private static final String MOVE =
      """
      redis.call('DECR', KEYS[1])
      return redis.call('INCR', KEYS[2])
      """;

  private final RedisClusterClient cluster;

  /** Runs on this cluster. */
  public Slots(RedisClusterClient cluster) {
    this.cluster = cluster;
  }

  // tag::wrong[]
  /** Returns the answer to a script over two keys without a tag. */
  String scriptOverTwoSlots() {
    return outcome("tour:stock:7", "tour:basket:7");
  }

  // end::wrong[]

  // tag::right[]
  /** The same, when only what stands in braces chooses the slot. */
  String scriptInOneSlot() {
    return outcome("tour:stock:{7}", "tour:basket:{7}");
  }

  // end::right[]

  private String outcome(String stock, String basket) {
    try {
      cluster.del(basket);
      return "in the basket: " + cluster.eval(MOVE, List.of(stock, basket), List.of());
    } catch (JedisException e) {
      return e.getMessage();
    }
  }

  /** Returns what the server itself says to a MULTI over two slots. */
  String multiOverTwoSlots() {
    return multi("tour:stock:7", "tour:basket:7");
  }

  /** The same with a tag. */
  String multiInOneSlot() {
    return multi("tour:stock:{7}", "tour:basket:{7}");
  }

  // tag::multi[]
  /** A MULTI needs the connection of its slot: the cluster client has none of its own. */
  private String multi(String stock, String basket) {
    cluster.del(basket);
    int slot = JedisClusterCRC16.getSlot(stock);
    try (Connection connection = cluster.getConnectionFromSlot(slot);
        var together = new Transaction(connection)) {
      together.decr(stock);
      together.incr(basket);
      return "in the basket: " + together.exec().get(1);
    } catch (JedisDataException e) {
      return firstWord(e.getMessage());
    }
  }

  // end::multi[]

  private static String firstWord(String message) {
    return message.split(" ", 2)[0];
  }

  @Override
  public void run(PrintStream out) {
    say(out, "script over stock:7 and basket:7", scriptOverTwoSlots());
    say(out, "script over stock:{7} and basket:{7}", scriptInOneSlot());
    say(out, "MULTI over stock:7 and basket:7", multiOverTwoSlots());
    say(out, "MULTI over stock:{7} and basket:{7}", multiInOneSlot());
  }
}
