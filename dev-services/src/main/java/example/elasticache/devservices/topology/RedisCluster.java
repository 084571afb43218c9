package example.elasticache.devservices.topology;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import example.elasticache.devservices.ServerException;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A cluster of real nodes on the loopback interface: masters share the slots, replicas take over.
 *
 * <p>A node is killed, paused and restarted through its {@link RedisServer}; a replica takes over
 * about two seconds after its master's death.
 */
public final class RedisCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;

  /** Short, so that a failover takes seconds; a busy laptop must still answer within it. */
  private static final int NODE_TIMEOUT_MILLIS = 1_000;

  private final List<RedisServer> nodes;

  private RedisCluster(List<RedisServer> nodes) {
    this.nodes = nodes;
  }

  /** Starts a cluster and returns when every node calls it healthy. */
  public static RedisCluster start(int masters, int replicasEach) {
    return start(masters, replicasEach, UnaryOperator.identity());
  }

  /** Starts a cluster whose nodes are told more at their start, such as TLS and users. */
  public static RedisCluster start(int masters, int replicasEach, UnaryOperator<RedisSetup> more) {
    if (masters < 1 || replicasEach < 0) {
      throw new IllegalArgumentException("A cluster has masters, and no negative replicas.");
    }
    var cluster =
        new RedisCluster(
            Servers.start(
                Collections.nCopies(
                    masters * (1 + replicasEach),
                    more.apply(
                        Servers.replicating(new RedisSetup())
                            .clusterNode()
                            .set("cluster-node-timeout", NODE_TIMEOUT_MILLIS)))));
    try {
      cluster.form(masters);
      cluster.awaitHealthy();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void form(int masters) {
    // Epochs of their own, so that the nodes need not settle who is newer; before any has met
    // another, or it is refused.
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).call("CLUSTER", "SET-CONFIG-EPOCH", String.valueOf(i + 1));
    }
    for (int i = 0; i < nodes.size(); i++) {
      RedisServer node = nodes.get(i);
      for (RedisServer other : nodes.subList(i + 1, nodes.size())) {
        node.call("CLUSTER", "MEET", "127.0.0.1", port(other), busPort(other));
      }
    }
    for (int i = 0; i < masters; i++) {
      int first = SLOTS * i / masters;
      int last = SLOTS * (i + 1) / masters - 1;
      nodes.get(i).call("CLUSTER", "ADDSLOTSRANGE", String.valueOf(first), String.valueOf(last));
    }
    Servers.await(
        "every node knows all others",
        () -> nodes.stream().allMatch(node -> knownNodes(node) == nodes.size()));
    for (int i = masters; i < nodes.size(); i++) {
      String master = nodes.get(i % masters).call("CLUSTER", "MYID").toString();
      nodes.get(i).call("CLUSTER", "REPLICATE", master);
    }
  }

  private static String port(RedisServer node) {
    return String.valueOf(node.address().getPort());
  }

  private static String busPort(RedisServer node) {
    return ((List<?>) node.call("CONFIG", "GET", "cluster-port")).get(1).toString();
  }

  private static long knownNodes(RedisServer node) {
    return node.call("CLUSTER", "NODES")
        .toString()
        .lines()
        .filter(line -> !line.contains("handshake"))
        .count();
  }

  /** Returns all nodes, the dead ones included; at the start, the masters come first. */
  public List<RedisServer> nodes() {
    return List.copyOf(nodes);
  }

  /** Returns where the nodes listen: any of them will do as a client's first. */
  public Set<InetSocketAddress> addresses() {
    return nodes.stream().map(RedisServer::address).collect(Collectors.toSet());
  }

  /** Returns the node that serves a key now. */
  public RedisServer masterOf(String key) {
    long slot = (long) anyLiving().call("CLUSTER", "KEYSLOT", key);
    return node(shardOf(slot).get(0));
  }

  /** Returns the replicas of the node that serves a key now. */
  public List<RedisServer> replicasOf(String key) {
    long slot = (long) anyLiving().call("CLUSTER", "KEYSLOT", key);
    return shardOf(slot).stream().skip(1).map(this::node).toList();
  }

  /**
   * Waits until the living nodes agree that they and no others serve all slots, and each replica
   * follows its master: after a node was killed, until its replica has taken over.
   */
  public void awaitHealthy() {
    Servers.await(
        "the cluster is healthy",
        () -> {
          List<RedisServer> living = living();
          Set<Long> ports =
              living.stream().map(n -> (long) n.address().getPort()).collect(Collectors.toSet());
          return living.stream().allMatch(node -> isHealthy(node, ports));
        });
  }

  private static boolean isHealthy(RedisServer node, Set<Long> livingPorts) {
    String info = node.call("CLUSTER", "INFO").toString();
    boolean follows =
        !node.info("replication", "role").equals("slave")
            || node.info("replication", "master_link_status").equals("up");
    return info.contains("cluster_state:ok")
        && info.contains("cluster_slots_ok:" + SLOTS)
        && follows
        && shards(node).stream()
            .flatMap(shard -> shard.ports.stream())
            .collect(Collectors.toSet())
            .equals(livingPorts);
  }

  private record Shard(long first, long last, List<Long> ports) {}

  private static List<Shard> shards(RedisServer node) {
    return ((List<?>) node.call("CLUSTER", "SLOTS"))
        .stream()
            .map(
                entry -> {
                  List<?> fields = (List<?>) entry;
                  List<Long> ports =
                      fields.stream().skip(2).map(n -> (Long) ((List<?>) n).get(1)).toList();
                  return new Shard((Long) fields.get(0), (Long) fields.get(1), ports);
                })
            .toList();
  }

  private List<Long> shardOf(long slot) {
    return shards(anyLiving()).stream()
        .filter(shard -> shard.first <= slot && slot <= shard.last)
        .findFirst()
        .orElseThrow(() -> new ServerException("No node serves slot " + slot + "."))
        .ports();
  }

  private RedisServer node(long port) {
    return nodes.stream()
        .filter(node -> node.address().getPort() == port)
        .findFirst()
        .orElseThrow(() -> new ServerException("No node listens on port " + port + "."));
  }

  private List<RedisServer> living() {
    return nodes.stream().filter(RedisCluster::answers).toList();
  }

  private static boolean answers(RedisServer node) {
    try {
      return node.handle().isAlive() && node.call("PING").equals("PONG");
    } catch (ServerException pausedOrStarting) {
      return false;
    }
  }

  private RedisServer anyLiving() {
    return nodes.stream()
        .filter(RedisCluster::answers)
        .findFirst()
        .orElseThrow(() -> new ServerException("No node of the cluster answers."));
  }

  @Override
  public void close() {
    Servers.close(nodes);
  }
}
