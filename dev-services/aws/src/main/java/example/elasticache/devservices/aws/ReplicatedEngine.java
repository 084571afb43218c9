package example.elasticache.devservices.aws;

import example.elasticache.devservices.AclUser;
import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import example.elasticache.devservices.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands behind a replication group: a primary and replicas as processes, and their doors.
 *
 * <p>The primary's door leads to whoever is primary, the reader's door to one replica after the
 * other, and each node has a door of its own.
 */
final class ReplicatedEngine implements GroupEngine {
  private static final String SHARD = "0001";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** One node: its name stays, its role does not. */
  final class Node {
    private final String name;
    private final RedisServer server;
    private final FrontDoor door;
    private volatile boolean ready;

    private Node(String name) {
      this.name = name;
      server =
          new RedisSetup()
              .users(operator)
              .set("masteruser", operator.name())
              .set("masterauth", operator.password())
              .set("repl-diskless-sync-delay", 0)
              .set("repl-ping-replica-period", 1)
              .start();
      door = FrontDoor.open(0, name, tls, access, () -> upstream(this));
    }

    boolean isPrimary() {
      return this == primary;
    }

    private void end() {
      ready = false;
      door.close();
      server.close();
    }
  }

  private final AclUser operator =
      AclUser.everything(AccessControl.OPERATOR, UUID.randomUUID().toString());
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final String name;
  private final Optional<Certificates> tls;
  private final AccessControl access;
  private final Map<String, String> parameters;
  private final Optional<Dump> first;
  private final FrontDoor primaryDoor;
  private final FrontDoor readerDoor;
  private volatile Node primary;
  private int numbered;

  /** Starts all nodes, with the first keys if there are any; port 0 is any port. */
  ReplicatedEngine(
      String name,
      int port,
      int size,
      Optional<Certificates> tls,
      AccessControl access,
      Map<String, String> parameters,
      Optional<Dump> first) {
    this.name = name;
    this.first = first;
    this.tls = tls;
    this.access = access;
    this.parameters = parameters;
    primaryDoor = FrontDoor.open(port, name, tls, access, () -> upstream(primary));
    readerDoor = FrontDoor.open(0, name + "-ro", tls, access, this::nextReader);
    try {
      resize(size);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Optional<FrontDoor.Upstream> upstream(Node node) {
    return Optional.ofNullable(node)
        .filter(n -> n.ready)
        .map(n -> new FrontDoor.Upstream(n.server.address(), Optional.empty()));
  }

  /** Without a replica, the reader endpoint leads to the primary, as it does on AWS. */
  private Optional<FrontDoor.Upstream> nextReader() {
    List<Node> readers = nodes.stream().filter(n -> n.ready && !n.isPrimary()).toList();
    return readers.isEmpty()
        ? upstream(primary)
        : upstream(readers.get(Math.floorMod(turn.getAndIncrement(), readers.size())));
  }

  @Override
  public List<Shard> shards() {
    List<Member> members =
        nodes.stream().map(n -> new Member(n.name, n.door.port(), n.isPrimary())).toList();
    return List.of(
        new Shard(
            SHARD,
            Optional.empty(),
            Optional.of(primaryDoor.port()),
            Optional.of(readerDoor.port()),
            members));
  }

  @Override
  public Optional<Integer> configurationPort() {
    return Optional.empty();
  }

  @Override
  public String description() {
    return nodes.isEmpty() ? "" : nodes.get(0).server.description();
  }

  @Override
  public synchronized void resize(int size) {
    List<Node> added = new ArrayList<>();
    while (nodes.size() < size) {
      var node = new Node("%s-%03d".formatted(name, ++numbered));
      nodes.add(node);
      added.add(node);
      if (primary == null) {
        first.ifPresent(dump -> dump.restoreTo(node.server));
      }
      prepare(node);
      if (primary == null) {
        primary = node;
        node.ready = true;
      } else {
        follow(node, primary);
      }
    }
    added.stream().filter(n -> !n.isPrimary()).forEach(this::awaitSynced);
    for (int i = nodes.size() - 1; nodes.size() > size; i--) {
      remove(nodes.get(i));
    }
  }

  @Override
  public synchronized void remove(List<String> names) {
    nodes.stream().filter(n -> names.contains(n.name)).forEach(this::remove);
  }

  private void remove(Node node) {
    if (!node.isPrimary()) {
      nodes.remove(node);
      node.end();
    }
  }

  private void prepare(Node node) {
    access.apply(node.server);
    parameters.forEach((name, value) -> node.server.call("CONFIG", "SET", name, value));
  }

  private static void follow(Node node, Node leader) {
    String port = String.valueOf(leader.server.address().getPort());
    node.server.call("REPLICAOF", "127.0.0.1", port);
  }

  private void awaitSynced(Node replica) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!replica.server.info("replication", "master_link_status").equals("up")) {
      if (System.nanoTime() > end) {
        throw new ServerException(replica.name + " did not catch up with its primary.");
      }
      pause(Duration.ofMillis(10));
    }
    replica.ready = true;
  }

  @Override
  public synchronized Dump dump() {
    return Dump.of(primary.server);
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
  public synchronized Failover failOver(String shard, Duration unnoticed) {
    Node old = primary;
    Node next =
        nodes.stream()
            .filter(n -> n.ready && n != old)
            .max(Comparator.comparingLong(ReplicatedEngine::offset))
            .orElseThrow(() -> new ServerException("There is no replica to promote."));
    old.ready = false;
    old.server.kill();
    primaryDoor.reset();
    pause(unnoticed);

    next.server.call("REPLICAOF", "NO", "ONE");
    primary = next;
    // Readers that were on it are on a primary now: they must look for a replica again.
    readerDoor.reset();
    nodes.stream().filter(n -> n != old && n != next).forEach(n -> follow(n, next));

    old.server.restart();
    prepare(old);
    follow(old, next);
    awaitSynced(old);
    return new Failover(old.name, next.name);
  }

  private static long offset(Node node) {
    String offset = node.server.info("replication", "slave_repl_offset");
    return offset.isEmpty() ? -1 : Long.parseLong(offset);
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
  public void close() {
    primaryDoor.close();
    readerDoor.close();
    nodes.forEach(Node::end);
  }
}
