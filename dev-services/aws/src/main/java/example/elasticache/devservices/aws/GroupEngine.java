package example.elasticache.devservices.aws;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What stands behind a replication group, whatever its cluster mode. */
interface GroupEngine extends AutoCloseable {

  /** One node, under the name that AWS gives it. */
  record Member(String name, int port, boolean primary) {}

  /** What a failover did. */
  record Failover(String from, String to) {}

  /**
   * A primary and its replicas.
   *
   * @param slots which keys it has, or nothing if all
   * @param primaryPort where its primary is written to, if it has an endpoint of its own
   */
  record Shard(
      String id,
      Optional<String> slots,
      Optional<Integer> primaryPort,
      Optional<Integer> readerPort,
      List<Member> members) {}

  List<Shard> shards();

  /** Returns the one endpoint of all shards, if it has one. */
  Optional<Integer> configurationPort();

  /** Gives every node the users of now. */
  void applyUsers();

  /** Sets an engine's parameter on every node. */
  void configure(String name, String value);

  /** Adds replicas, or takes the youngest away, until there are so many nodes in all. */
  void resize(int size);

  /** Takes these replicas away; a primary stays. */
  void remove(List<String> names);

  /** Kills the primary of a shard, promotes a replica, and takes the dead one back as a replica. */
  Failover failOver(String shard, Duration unnoticed);

  /** Returns all keys of this moment. */
  Dump dump();

  /** Returns what the nodes are, in a few honest words. */
  String description();

  @Override
  void close();
}
