package example.elasticache.devservices.aws;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.ServerException;
import example.elasticache.devservices.topology.RedisCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * What stands behind a replication group with cluster mode enabled: a cluster, a door for each
 * node, and one more that leads to any of them.
 *
 * <p>The nodes announce the doors' ports, to clients as well as to each other.
 */
final class ClusteredEngine implements GroupEngine {
  private static final int SLOTS = 16_384;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A node; the masters of the start come first, and each shard takes every n-th. */
  private record Node(String name, int shard, RedisServer server, FrontDoor door) {}

  private final AclUser operator =
      AclUser.everything(AccessControl.OPERATOR, UUID.randomUUID().toString());
  private final AtomicInteger turn = new AtomicInteger();
  private final List<Node> nodes = new ArrayList<>();
  private final int shards;
  private final AccessControl access;
  private final Map<String, String> parameters;
  private final RedisCluster cluster;
  private final FrontDoor configurationDoor;

  /** Starts a cluster of shards; without certificates, its doors talk plainly. */
  ClusteredEngine(
      String name,
      int port,
      int shards,
      int replicas,
      Certificates certificates,
      boolean tls,
      AccessControl access,
      Map<String, String> parameters) {
    this.shards = shards;
    this.access = access;
    this.parameters = parameters;
    Optional<Certificates> shown = tls ? Optional.of(certificates) : Optional.empty();
    cluster =
        RedisCluster.start(
            shards,
            replicas,
            setup ->
                setup
                    .users(operator)
                    .tls(certificates)
                    .set("tls-replication", "yes")
                    .set("masteruser", operator.name())
                    .set("masterauth", operator.password())
                    .set("cluster-announce-hostname", "localhost")
                    .set("cluster-preferred-endpoint-type", "hostname"));
    var tlsOfEngine = Optional.of(certificates.clientContext());
    List<RedisServer> servers = cluster.nodes();
    for (int i = 0; i < servers.size(); i++) {
      RedisServer server = servers.get(i);
      var target = Optional.of(new FrontDoor.Upstream(server.address(), tlsOfEngine));
      int shard = i % shards;
      String member = "%s-%04d-%03d".formatted(name, shard + 1, i / shards + 1);
      nodes.add(
          new Node(member, shard, server, FrontDoor.open(0, member, shown, access, () -> target)));
    }
    configurationDoor =
        FrontDoor.open(
            port,
            name,
            shown,
            access,
            () ->
                anyLiving()
                    .map(node -> new FrontDoor.Upstream(node.server.address(), tlsOfEngine)));
    try {
      nodes.forEach(this::prepare);
      nodes.forEach(ClusteredEngine::announce);
      await("every node names the doors", this::namesTheDoors);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void prepare(Node node) {
    access.apply(node.server);
    parameters.forEach((name, value) -> node.server.call("CONFIG", "SET", name, value));
  }

  private static void announce(Node node) {
    String port = String.valueOf(node.door.port());
    node.server.call("CONFIG", "SET", "cluster-announce-tls-port", port);
    node.server.call("CONFIG", "REWRITE");
  }

  private boolean namesTheDoors() {
    return nodes.stream()
        .allMatch(
            node -> {
              String map = node.server.call("CLUSTER", "SLOTS").toString();
              return nodes.stream()
                  .allMatch(other -> map.contains(", " + other.door.port() + ", "));
            });
  }

  private Optional<Node> anyLiving() {
    List<Node> living = nodes.stream().filter(node -> node.server.handle().isAlive()).toList();
    return living.isEmpty()
        ? Optional.empty()
        : Optional.of(living.get(Math.floorMod(turn.getAndIncrement(), living.size())));
  }

  private static boolean isPrimary(Node node) {
    return node.server.handle().isAlive()
        && node.server.info("replication", "role").equals("master");
  }

  @Override
  public List<Shard> shards() {
    List<Shard> all = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      int shard = i;
      int first = SLOTS * i / shards;
      int last = SLOTS * (i + 1) / shards - 1;
      List<Member> members =
          nodes.stream()
              .filter(node -> node.shard == shard)
              .map(node -> new Member(node.name, node.door.port(), false))
              .toList();
      all.add(
          new Shard(
              id(shard),
              Optional.of(first + "-" + last),
              Optional.empty(),
              Optional.empty(),
              members));
    }
    return all;
  }

  private static String id(int shard) {
    return "%04d".formatted(shard + 1);
  }

  @Override
  public Optional<Integer> configurationPort() {
    return Optional.of(configurationDoor.port());
  }

  @Override
  public synchronized void applyUsers() {
    nodes.forEach(node -> access.apply(node.server));
  }

  @Override
  public synchronized void configure(String name, String value) {
    nodes.forEach(node -> node.server.call("CONFIG", "SET", name, value));
    parameters.put(name, value);
  }

  @Override
  public Dump dump() {
    throw new ServerException("A cluster of several shards has no single dump here.");
  }

  @Override
  public void resize(int size) {
    throw new ServerException("A cluster of several shards keeps its size here.");
  }

  @Override
  public void remove(List<String> names) {
    throw new ServerException("A cluster of several shards keeps its nodes here.");
  }

  @Override
  public synchronized Failover failOver(String shard, Duration unnoticed) {
    List<Node> members = nodes.stream().filter(node -> id(node.shard).equals(shard)).toList();
    Node old = first(members, ClusteredEngine::isPrimary);
    Node next = first(members, node -> !isPrimary(node));
    old.server.kill();
    pause(unnoticed);

    // The cluster may have noticed by itself meanwhile.
    if (!isPrimary(next)) {
      next.server.call("CLUSTER", "FAILOVER", "TAKEOVER");
    }
    await(next.name + " has taken over", () -> isPrimary(next));

    old.server.restart();
    prepare(old);
    await(
        old.name + " follows " + next.name,
        () -> old.server.info("replication", "master_link_status").equals("up"));
    await("every node names all doors again", this::namesTheDoors);
    return new Failover(old.name, next.name);
  }

  private static Node first(List<Node> nodes, java.util.function.Predicate<Node> wanted) {
    return nodes.stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new ServerException("The shard has no replica to promote."));
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > end) {
        throw new ServerException("After " + LIMIT.toSeconds() + " s it was not so: " + what + ".");
      }
      pause(Duration.ofMillis(20));
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (ServerException notYet) {
      return false;
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted.", e);
    }
  }

  @Override
  public String description() {
    return nodes.get(0).server.description();
  }

  @Override
  public void close() {
    configurationDoor.close();
    nodes.forEach(node -> node.door.close());
    cluster.close();
  }
}
