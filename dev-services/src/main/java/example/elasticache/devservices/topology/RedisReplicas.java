package example.elasticache.devservices.topology;

import example.elasticache.devservices.RedisServer;
import example.elasticache.devservices.RedisSetup;
import example.elasticache.devservices.faults.FaultProxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A primary and its replicas: cluster mode disabled, as ElastiCache calls it. */
public final class RedisReplicas implements AutoCloseable {
  private final List<RedisServer> servers;
  private final FaultProxy link;
  private RedisServer primary;

  private RedisReplicas(List<RedisServer> servers) {
    this.servers = servers;
    this.primary = servers.get(0);
    this.link = FaultProxy.before(primary.address());
  }

  /** Starts a primary with this many replicas, and returns when they have its data. */
  public static RedisReplicas start(int replicas) {
    var group =
        new RedisReplicas(
            Servers.start(
                Collections.nCopies(1 + replicas, Servers.replicating(new RedisSetup()))));
    try {
      group.replicas().forEach(group::follow);
      group.awaitInSync();
      return group;
    } catch (RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private void follow(RedisServer replica) {
    Servers.follow(replica, link.address());
  }

  /** Returns the server that takes writes. */
  public RedisServer primary() {
    return primary;
  }

  /** Returns the servers that follow it, the dead ones included. */
  public List<RedisServer> replicas() {
    List<RedisServer> others = new ArrayList<>(servers);
    others.remove(primary);
    return others;
  }

  /** Returns the wire between the primary and its replicas: delay it, cut it, and heal it. */
  public FaultProxy link() {
    return link;
  }

  /** Waits until every living replica has what the primary has at this moment. */
  public void awaitInSync() {
    long offset = offset(primary, "master_repl_offset");
    Servers.await(
        "the replicas have the primary's data",
        () ->
            replicas().stream()
                .filter(replica -> replica.handle().isAlive())
                .allMatch(
                    replica ->
                        replica.info("replication", "master_link_status").equals("up")
                            && offset(replica, "slave_repl_offset") >= offset));
  }

  private static long offset(RedisServer server, String field) {
    return Long.parseLong(server.info("replication", field));
  }

  /** Makes a replica the primary; the others follow it, the old primary too if it is alive. */
  public void promote(RedisServer replica) {
    if (!replicas().contains(replica)) {
      throw new IllegalArgumentException("Only a replica of this group can be promoted.");
    }
    RedisServer before = primary;
    Servers.lead(replica);
    primary = replica;
    link.pointAt(replica.address());
    // Those that follow the old primary must connect anew to find the new one.
    link.cut();
    if (before.handle().isAlive()) {
      follow(before);
    }
  }

  /** Starts a dead server again; it follows the primary unless it is the primary. */
  public void restart(RedisServer server) {
    server.restart();
    if (server != primary) {
      follow(server);
    }
  }

  @Override
  public void close() {
    link.close();
    Servers.close(servers);
  }
}
