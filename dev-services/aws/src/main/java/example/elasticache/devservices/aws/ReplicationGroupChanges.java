package example.elasticache.devservices.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.DecreaseReplicaCountRequest;
import software.amazon.awssdk.services.elasticache.model.DecreaseReplicaCountResponse;
import software.amazon.awssdk.services.elasticache.model.IncreaseReplicaCountRequest;
import software.amazon.awssdk.services.elasticache.model.IncreaseReplicaCountResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.TestFailoverRequest;
import software.amazon.awssdk.services.elasticache.model.TestFailoverResponse;

/** What changes a replication group that is available: its options, its size, its primary. */
final class ReplicationGroupChanges {
  private final Context context;
  private final ReplicationGroups groups;
  private final UserGroups userGroups;
  private final ParameterGroups parameterGroups;

  ReplicationGroupChanges(
      Context context,
      ReplicationGroups groups,
      UserGroups userGroups,
      ParameterGroups parameterGroups) {
    this.context = context;
    this.groups = groups;
    this.userGroups = userGroups;
    this.parameterGroups = parameterGroups;
  }

  @Requires("ReplicationGroupId")
  ModifyReplicationGroupResponse modify(ModifyReplicationGroupRequest r, Call call) {
    ReplicationGroupEntry entry = groups.available(r.replicationGroupId());
    refuseWhatIsNotSimulated(r);
    List<String> users = changedUserGroups(r, entry);
    ReplicationGroup facts = changedFacts(r, entry).userGroupIds(users).build();
    String parameterGroup = changedParameterGroup(r, entry);
    entry.access().admit(userGroups.usersOf(users.isEmpty() ? null : users.get(0), facts.engine()));
    CacheCluster.Builder node =
        entry.nodeFacts().toBuilder()
            .cacheParameterGroup(
                g -> g.cacheParameterGroupName(parameterGroup).parameterApplyStatus("in-sync"));
    if (r.hasSecurityGroupIds()) {
      node.securityGroups(NewReplicationGroup.securityGroups(r.securityGroupIds()));
    }
    entry.become(facts, node.build());
    Map<String, String> parameters = parameterGroups.values(parameterGroup);
    GroupEngine engine = entry.engine().join();
    groups.begin(
        entry,
        "Replication group is being modified",
        () -> {
          engine.applyUsers();
          parameters.forEach(engine::configure);
          return null;
        });
    return ModifyReplicationGroupResponse.builder()
        .replicationGroup(ReplicationGroupView.of(entry))
        .build();
  }

  private static void refuseWhatIsNotSimulated(ModifyReplicationGroupRequest r) {
    if (r.engine() != null || r.engineVersion() != null || r.cacheNodeType() != null) {
      throw Fault.notSimulated("A change of engine, version or node type");
    }
    if (r.transitEncryptionEnabled() != null
        || r.transitEncryptionMode() != null
        || r.authToken() != null
        || r.clusterMode() != null) {
      throw Fault.notSimulated("A change of TLS, AuthToken or cluster mode");
    }
    if (r.primaryClusterId() != null || r.ipDiscovery() != null) {
      throw Fault.notSimulated("A choice of the primary, or another IP discovery,");
    }
  }

  private static ReplicationGroup.Builder changedFacts(
      ModifyReplicationGroupRequest r, ReplicationGroupEntry entry) {
    ReplicationGroup.Builder changed = entry.facts().toBuilder();
    if (r.replicationGroupDescription() != null) {
      changed.description(r.replicationGroupDescription());
    }
    if (r.snapshotRetentionLimit() != null) {
      changed.snapshotRetentionLimit(r.snapshotRetentionLimit());
    }
    if (r.snapshotWindow() != null) {
      changed.snapshotWindow(r.snapshotWindow());
    }
    if (r.autoMinorVersionUpgrade() != null) {
      changed.autoMinorVersionUpgrade(r.autoMinorVersionUpgrade());
    }
    if (r.automaticFailoverEnabled() != null) {
      if (r.automaticFailoverEnabled() && entry.nodes() < 2) {
        throw Fault.badCombination("Automatic failover needs at least one replica.");
      }
      changed.automaticFailover(NewReplicationGroup.failover(r.automaticFailoverEnabled()));
    }
    if (r.multiAZEnabled() != null) {
      changed.multiAZ(NewReplicationGroup.multiAz(r.multiAZEnabled()));
    }
    return changed;
  }

  private static List<String> changedUserGroups(
      ModifyReplicationGroupRequest r, ReplicationGroupEntry entry) {
    List<String> changed = new ArrayList<>(entry.facts().userGroupIds());
    changed.removeAll(r.userGroupIdsToRemove());
    changed.addAll(r.userGroupIdsToAdd());
    if (Boolean.TRUE.equals(r.removeUserGroups())) {
      changed.clear();
    }
    if (changed.size() > 1) {
      throw Fault.badCombination("A replication group has at most one user group.");
    }
    if (!changed.isEmpty() && !entry.facts().transitEncryptionEnabled()) {
      throw Fault.badCombination("A user group needs TransitEncryptionEnabled.");
    }
    return changed;
  }

  private String changedParameterGroup(
      ModifyReplicationGroupRequest r, ReplicationGroupEntry entry) {
    return r.cacheParameterGroupName() == null
        ? entry.parameterGroup()
        : parameterGroups.choose(
            r.cacheParameterGroupName(),
            Engines.family(entry.facts().engine(), entry.nodeFacts().engineVersion()),
            entry.facts().clusterEnabled());
  }

  @Requires({"ReplicationGroupId", "ApplyImmediately"})
  IncreaseReplicaCountResponse increase(IncreaseReplicaCountRequest r, Call call) {
    ReplicationGroupEntry entry = groups.available(r.replicationGroupId());
    requireResizable(entry, r.hasReplicaConfiguration());
    int nodes = 1 + Optional.ofNullable(r.newReplicaCount()).orElse(0);
    if (nodes <= entry.nodes() || nodes > NewReplicationGroup.MOST_NODES) {
      throw Fault.badValue("NewReplicaCount must be more than now, and at most 5.");
    }
    resize(entry, nodes, List.of());
    return IncreaseReplicaCountResponse.builder()
        .replicationGroup(ReplicationGroupView.of(entry))
        .build();
  }

  @Requires({"ReplicationGroupId", "ApplyImmediately"})
  DecreaseReplicaCountResponse decrease(DecreaseReplicaCountRequest r, Call call) {
    ReplicationGroupEntry entry = groups.available(r.replicationGroupId());
    requireResizable(entry, r.hasReplicaConfiguration());
    int nodes =
        r.newReplicaCount() == null
            ? entry.nodes() - r.replicasToRemove().size()
            : 1 + r.newReplicaCount();
    if (nodes >= entry.nodes() || nodes < (entry.failsOver() ? 2 : 1)) {
      throw Fault.badValue(
          "NewReplicaCount must be less than now; with automatic failover, one replica stays.");
    }
    List<String> primaries =
        entry.members().filter(GroupEngine.Member::primary).map(GroupEngine.Member::name).toList();
    if (r.replicasToRemove().stream().anyMatch(primaries::contains)) {
      throw Fault.badCombination("The primary is not a replica: fail over first.");
    }
    resize(entry, nodes, r.replicasToRemove());
    return DecreaseReplicaCountResponse.builder()
        .replicationGroup(ReplicationGroupView.of(entry))
        .build();
  }

  private static void requireResizable(ReplicationGroupEntry entry, boolean perShard) {
    if (perShard || entry.facts().clusterEnabled()) {
      throw Fault.notSimulated("Another number of replicas for a shard");
    }
  }

  private void resize(ReplicationGroupEntry entry, int nodes, List<String> leaving) {
    GroupEngine engine = entry.engine().join();
    entry.resize(nodes);
    groups.begin(
        entry,
        "Number of replicas is being changed to " + (nodes - 1),
        () -> {
          engine.remove(leaving);
          engine.resize(nodes);
          return null;
        });
  }

  @Requires({"ReplicationGroupId", "NodeGroupId"})
  TestFailoverResponse failOver(TestFailoverRequest r, Call call) {
    ReplicationGroupEntry entry = groups.available(r.replicationGroupId());
    GroupEngine engine = entry.engine().join();
    if (engine.shards().stream().noneMatch(shard -> shard.id().equals(r.nodeGroupId()))) {
      throw Fault.notFound("NodeGroupNotFoundFault", "There is no node group " + r.nodeGroupId());
    }
    if (!entry.failsOver()) {
      throw Fault.badCombination("Automatic failover is not enabled for " + entry.id() + ".");
    }
    if (entry.nodes() < 2) {
      throw Fault.badCombination("The node group has no replica.");
    }
    groups.begin(
        entry,
        "Test Failover API called for node group " + r.nodeGroupId(),
        () -> {
          var failover = engine.failOver(r.nodeGroupId(), context.timings().failover());
          groups.tell(
              entry.id(),
              "Failover from primary node %s to replica node %s completed"
                  .formatted(failover.from(), failover.to()));
          return null;
        });
    return TestFailoverResponse.builder().replicationGroup(ReplicationGroupView.of(entry)).build();
  }
}
