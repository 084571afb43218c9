package example.elasticache.devservices.aws;

import example.elasticache.devservices.MemcachedServer;
import example.elasticache.devservices.MemcachedStandIn;
import example.elasticache.devservices.Server;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What stands behind a Memcached cluster: its nodes, each with a door that names all of them. */
final class MemcachedNodes implements AutoCloseable {

  /** One node. */
  record Node(String id, Server server, MemcachedDoor door) {
    int port() {
      return door.port();
    }

    private void close() {
      door.close();
      server.close();
    }
  }

  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final String[] arguments;
  private final MemcachedDoor configurationDoor;
  private volatile int version;
  private int numbered;

  /** Starts the nodes; the arguments are memcached's own. */
  MemcachedNodes(int size, List<String> arguments) {
    this.arguments = arguments.toArray(String[]::new);
    configurationDoor =
        MemcachedDoor.open(() -> nodes.get(0).server.address(), this::configuration);
    try {
      grow(size);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private String configuration() {
    return version
        + "\n"
        + nodes.stream()
            .map(node -> "localhost|127.0.0.1|" + node.port())
            .collect(Collectors.joining(" "));
  }

  /** Adds nodes until there are so many. */
  synchronized void grow(int size) {
    while (nodes.size() < size) {
      Server server =
          MemcachedServer.program().isPresent()
              ? MemcachedServer.start(arguments)
              : MemcachedStandIn.start(arguments);
      var door = MemcachedDoor.open(server::address, this::configuration);
      nodes.add(new Node("%04d".formatted(++numbered), server, door));
    }
    version++;
  }

  /**
   * Takes these nodes off the list, and ends them after a while.
   *
   * <p>A client that asks a node for the list must still hear from it that it has left.
   */
  synchronized void remove(List<String> ids, Duration draining) throws InterruptedException {
    List<Node> leaving = nodes.stream().filter(node -> ids.contains(node.id)).toList();
    nodes.removeAll(leaving);
    version++;
    try {
      Thread.sleep(draining.toMillis());
    } finally {
      leaving.forEach(Node::close);
    }
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  int configurationPort() {
    return configurationDoor.port();
  }

  String description() {
    return nodes.isEmpty() ? "" : nodes.get(0).server.description();
  }

  @Override
  public void close() {
    configurationDoor.close();
    nodes.forEach(Node::close);
  }
}
