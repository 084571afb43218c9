package example.elasticache.devservices.aws;

import java.util.List;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** A replication group as the service answers it. */
final class ReplicationGroupView {

  /** Returns the group with its status and, once it has them, its endpoints. */
  static ReplicationGroup of(ReplicationGroupEntry entry) {
    String status = entry.life().status();
    ReplicationGroup.Builder shown = entry.facts().toBuilder().status(status);
    if (entry.hasEndpoints()) {
      GroupEngine engine = entry.engine().join();
      engine
          .configurationPort()
          .map(ServerlessCaches::endpoint)
          .ifPresent(shown::configurationEndpoint);
      shown
          .memberClusters(entry.members().map(GroupEngine.Member::name).toList())
          .nodeGroups(engine.shards().stream().map(shard -> shard(shard, status)).toList());
    }
    return shown.build();
  }

  private static NodeGroup shard(GroupEngine.Shard shard, String status) {
    NodeGroup.Builder group = NodeGroup.builder().nodeGroupId(shard.id()).status(status);
    shard.slots().ifPresent(group::slots);
    shard.primaryPort().map(ServerlessCaches::endpoint).ifPresent(group::primaryEndpoint);
    shard.readerPort().map(ServerlessCaches::endpoint).ifPresent(group::readerEndpoint);
    // With cluster mode enabled, roles are the cluster's own business: AWS does not show them.
    boolean roles = shard.primaryPort().isPresent();
    return group
        .nodeGroupMembers(shard.members().stream().map(member -> member(member, roles)).toList())
        .build();
  }

  private static NodeGroupMember member(GroupEngine.Member member, boolean roles) {
    NodeGroupMember.Builder shown =
        NodeGroupMember.builder()
            .cacheClusterId(member.name())
            .cacheNodeId("0001")
            .preferredAvailabilityZone("local");
    if (roles) {
      shown
          .readEndpoint(ServerlessCaches.endpoint(member.port()))
          .currentRole(member.primary() ? "primary" : "replica");
    }
    return shown.build();
  }

  /** Returns every node as DescribeCacheClusters shows it: a cluster of one. */
  static List<CacheCluster> nodesOf(ReplicationGroupEntry entry) {
    if (!entry.hasEndpoints()) {
      return List.of();
    }
    String arn = entry.arn().replaceAll("replicationgroup:.*", "cluster:");
    return entry
        .members()
        .map(
            node ->
                entry.nodeFacts().toBuilder()
                    .cacheClusterId(node.name())
                    .cacheClusterStatus(entry.life().status())
                    .cacheClusterCreateTime(entry.facts().replicationGroupCreateTime())
                    .replicationGroupId(entry.id())
                    .transitEncryptionEnabled(entry.facts().transitEncryptionEnabled())
                    .atRestEncryptionEnabled(entry.facts().atRestEncryptionEnabled())
                    .arn(arn + node.name())
                    .build())
        .toList();
  }

  private ReplicationGroupView() {}
}
