package example.elasticache.devservices.topology;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import example.elasticache.devservices.ServerException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Three sentinels that watch a primary and its replica, and promote the replica when the primary
 * dies.
 *
 * <p>ElastiCache has no Sentinel: it does this by itself, and moves the name of the primary
 * endpoint. The effect on a client is the same.
 */
public final class RedisSentinels implements AutoCloseable {
  /** What the sentinels call the primary. */
  public static final String MASTER_NAME = "gallery";

  private static final int SENTINELS = 3;
  private static final int QUORUM = 2;

  /**
   * Short, so that a failover takes seconds, but longer than the second between two pings.
   *
   * <p>A sentinel that has just switched to a new primary sends it the first ping a second later.
   * With one second as the limit it would call it down at that moment; two that do so at once fail
   * over again, back to the old primary.
   */
  private static final int DOWN_AFTER_MILLIS = 2_000;

  private final List<RedisServer> servers;
  private final List<RedisServer> sentinels;

  private RedisSentinels(List<RedisServer> servers, List<RedisServer> sentinels) {
    this.servers = servers;
    this.sentinels = sentinels;
  }

  /** Starts them, and returns when the sentinels know the servers and each other. */
  public static RedisSentinels start() {
    List<RedisServer> servers =
        Servers.start(Collections.nCopies(2, Servers.replicating(new RedisSetup())));
    List<RedisServer> sentinels;
    try {
      Servers.follow(servers.get(1), servers.get(0).address());
      sentinels = Servers.start(Collections.nCopies(SENTINELS, sentinel(servers.get(0).address())));
    } catch (RuntimeException e) {
      Servers.close(servers);
      throw e;
    }
    var group = new RedisSentinels(servers, sentinels);
    try {
      group.awaitReady();
      return group;
    } catch (RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private static RedisSetup sentinel(InetSocketAddress primary) {
    return new RedisSetup()
        .sentinel()
        .set("sentinel monitor", MASTER_NAME, "127.0.0.1", primary.getPort(), QUORUM)
        .set("sentinel down-after-milliseconds", MASTER_NAME, DOWN_AFTER_MILLIS)
        .set("sentinel failover-timeout", MASTER_NAME, 5_000)
        .set("sentinel parallel-syncs", MASTER_NAME, 1);
  }

  private void awaitReady() {
    Servers.await(
        "every sentinel knows the others and the replica",
        () -> sentinels.stream().allMatch(RedisSentinels::knowsAll));
  }

  private static boolean knowsAll(RedisServer sentinel) {
    return field(sentinel, "num-slaves").equals("1")
        && field(sentinel, "num-other-sentinels").equals(String.valueOf(SENTINELS - 1));
  }

  private static String field(RedisServer sentinel, String name) {
    List<?> fields = (List<?>) sentinel.call("SENTINEL", "MASTER", MASTER_NAME);
    return fields.get(fields.indexOf(name) + 1).toString();
  }

  /** Returns where the sentinels listen. */
  public Set<InetSocketAddress> addresses() {
    return sentinels.stream().map(RedisServer::address).collect(Collectors.toSet());
  }

  /** Returns the sentinels, to pause, kill or restart one. */
  public List<RedisServer> sentinels() {
    return List.copyOf(sentinels);
  }

  /** Returns the server that most sentinels call the primary. */
  public RedisServer primary() {
    return servers.stream()
        .filter(server -> votes(server) >= QUORUM)
        .findFirst()
        .orElseThrow(() -> new ServerException("The sentinels do not agree on a primary."));
  }

  private long votes(RedisServer server) {
    String port = String.valueOf(server.address().getPort());
    return sentinels.stream()
        .filter(sentinel -> sentinel.handle().isAlive())
        .map(sentinel -> sentinel.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME))
        .filter(address -> ((List<?>) address).get(1).equals(port))
        .count();
  }

  /** Returns the other server. */
  public RedisServer replica() {
    RedisServer primary = primary();
    return servers.stream().filter(server -> server != primary).findFirst().orElseThrow();
  }

  /** Waits until the replica is connected to its primary. */
  public void awaitReplica() {
    Servers.await(
        "the replica is connected",
        () -> replica().info("replication", "master_link_status").equals("up"));
  }

  /** Kills the primary, and returns how long it took until the new one takes writes. */
  public Duration failOver() {
    RedisServer before = primary();
    long start = System.nanoTime();
    before.kill();
    Servers.await(
        "the sentinels have promoted the replica",
        () -> primary() != before && primary().info("replication", "role").equals("master"));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    Servers.close(sentinels);
    Servers.close(servers);
  }
}
