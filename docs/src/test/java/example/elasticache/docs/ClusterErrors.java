package example.elasticache.docs;

import static java.util.Map.entry;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import example.elasticache.devservices.topology.RedisCluster;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.RedisClient;

/** What cluster mode says, to clients that know of it and to clients that do not. */
final class ClusterErrors {
  private static final String KEY = "{user}:1";

  static Map<String, Provocation> provocations() {
    return Map.ofEntries(
        entry("crossslot", () -> onOneNode(client -> client.mset("a", "1", "b", "2"))),
        entry("crossslot-client", ClusterErrors::scriptOverTwoSlots),
        entry("moved", ClusterErrors::moved),
        entry("ask", () -> whileMoving(client -> client.get(KEY))),
        entry("tryagain", () -> whileMoving(ClusterErrors::oneKeyHereAndOneNot)),
        entry("clusterdown", ClusterErrors::clusterDown),
        entry("select-cluster", () -> onOneNode(client -> Redis.send(client, "SELECT 1"))),
        entry("cluster-slots", ClusterErrors::clusterClientOnASingleServer),
        entry("cluster-disabled", ClusterErrors::clusterClientOnASingleServer));
  }

  private interface Conversation {
    Object with(RedisClient client);
  }

  private static Object onOneNode(Conversation conversation) {
    try (var cluster = RedisCluster.start(1, 0);
        var client = Redis.client(cluster.nodes().get(0).uri())) {
      return conversation.with(client);
    }
  }

  private static Object scriptOverTwoSlots() {
    try (var cluster = RedisCluster.start(1, 0);
        var client = Redis.cluster(cluster.nodes().get(0).uri())) {
      return client.eval("return 1", List.of("a", "b"), List.of());
    }
  }

  private static Object moved() {
    try (var cluster = RedisCluster.start(2, 0);
        var client = Redis.client(other(cluster, cluster.masterOf(KEY)).uri())) {
      return client.get(KEY);
    }
  }

  /** Talks to the node that serves a slot while that slot is on its way to another node. */
  private static Object whileMoving(Conversation conversation) {
    try (var cluster = RedisCluster.start(2, 0)) {
      RedisServer from = cluster.masterOf(KEY);
      RedisServer to = other(cluster, from);
      String slot = from.call("CLUSTER", "KEYSLOT", KEY).toString();
      try (var client = Redis.client(from.uri())) {
        client.set("{user}:stays", "v");
        to.call("CLUSTER", "SETSLOT", slot, "IMPORTING", from.call("CLUSTER", "MYID").toString());
        from.call("CLUSTER", "SETSLOT", slot, "MIGRATING", to.call("CLUSTER", "MYID").toString());
        return conversation.with(client);
      }
    }
  }

  private static Object oneKeyHereAndOneNot(RedisClient client) {
    return client.mget("{user}:stays", KEY);
  }

  private static RedisServer other(RedisCluster cluster, RedisServer one) {
    return cluster.nodes().stream().filter(node -> node != one).findFirst().orElseThrow();
  }

  private static Object clusterDown() {
    try (var server = new RedisSetup().clusterNode().start();
        var client = Redis.client(server.uri())) {
      return client.get(KEY);
    }
  }

  private static Object clusterClientOnASingleServer() {
    try (var server = RedisServer.start();
        var client = Redis.cluster(server.uri())) {
      return client.get(KEY);
    }
  }

  private ClusterErrors() {}
}
