package example.elasticache.devservices.aws;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticache.model.AutomaticFailoverStatus;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** One replication group: what is known of it, where it stands, and the engine behind it. */
final class ReplicationGroupEntry implements Resource {
  private final AccessControl access;
  private final CompletableFuture<GroupEngine> engine;
  private final Lifecycle life;
  private ReplicationGroup facts;
  private CacheCluster nodeFacts;
  private int nodes;

  /** Takes what is true of the group, of each of its nodes, and the nodes of one shard. */
  ReplicationGroupEntry(
      ReplicationGroup facts,
      CacheCluster nodeFacts,
      int nodes,
      AccessControl access,
      CompletableFuture<GroupEngine> engine,
      Lifecycle life) {
    this.facts = facts;
    this.nodeFacts = nodeFacts;
    this.nodes = nodes;
    this.access = access;
    this.engine = engine;
    this.life = life;
  }

  String id() {
    return facts.replicationGroupId();
  }

  ReplicationGroup facts() {
    return facts;
  }

  CacheCluster nodeFacts() {
    return nodeFacts;
  }

  void become(ReplicationGroup newFacts, CacheCluster newNodeFacts) {
    facts = newFacts;
    nodeFacts = newNodeFacts;
  }

  int nodes() {
    return nodes;
  }

  void resize(int newNodes) {
    nodes = newNodes;
  }

  AccessControl access() {
    return access;
  }

  /** Returns the engine, or what it will be. */
  CompletableFuture<GroupEngine> engine() {
    return engine;
  }

  String parameterGroup() {
    return nodeFacts.cacheParameterGroup().cacheParameterGroupName();
  }

  boolean failsOver() {
    return facts.automaticFailover() == AutomaticFailoverStatus.ENABLED;
  }

  boolean hasEndpoints() {
    return life.isSettled() || List.of("modifying", "snapshotting").contains(life.status());
  }

  /** Returns the nodes of all shards, of a group that has endpoints. */
  Stream<GroupEngine.Member> members() {
    return engine.join().shards().stream().flatMap(shard -> shard.members().stream());
  }

  Fault notAvailable() {
    return Fault.of(
        "InvalidReplicationGroupState",
        "Replication group " + id() + " is " + life.status() + ": wait.");
  }

  @Override
  public Lifecycle life() {
    return life;
  }

  @Override
  public String arn() {
    return facts.arn();
  }
}
