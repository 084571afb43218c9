package example.elasticache.devservices.aws;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.AutomaticFailoverStatus;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ClusterMode;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.MultiAZStatus;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.SecurityGroupMembership;
import software.amazon.awssdk.services.elasticache.model.TransitEncryptionMode;

/**
 * A replication group that somebody asks for: nothing in it contradicts the rest, and what was left
 * out is chosen.
 *
 * @param nodes how many nodes each shard has
 */
record NewReplicationGroup(
    CreateReplicationGroupRequest request,
    String id,
    Optional<Snapshots.Taken> first,
    String engine,
    String version,
    String parameterGroup,
    boolean clustered,
    int shards,
    int nodes) {
  static final int MOST_NODES = 6;
  private static final int MOST_SHARDS = 10;

  /** Checks a request against itself and against what it names. */
  static NewReplicationGroup of(
      CreateReplicationGroupRequest r,
      String id,
      ParameterGroups parameterGroups,
      SubnetGroups subnetGroups,
      Snapshots snapshots) {
    boolean clustered = isClustered(r, parameterGroups);
    refuseWhatIsNotSimulated(r, clustered);
    Optional<Snapshots.Taken> first =
        Optional.ofNullable(r.snapshotName()).map(snapshots::toRestore);
    String engine =
        Optional.ofNullable(r.engine()).orElse(first.map(s -> s.facts().engine()).orElse("redis"));
    Users.requireEngine(engine);
    String version = Engines.version(engine, r.engineVersion());
    String parameterGroup =
        parameterGroups.choose(
            r.cacheParameterGroupName(), Engines.family(engine, version), clustered);
    subnetGroups.require(r.cacheSubnetGroupName());
    int shards = requireShards(r, clustered);
    int nodes = requireNodes(r, clustered, subnetGroups);
    var wanted =
        new NewReplicationGroup(
            r, id, first, engine, version, parameterGroup, clustered, shards, nodes);
    if (r.userGroupIds().size() > 1) {
      throw Fault.badCombination("A replication group has at most one user group.");
    }
    if (wanted.userGroup() != null && !wanted.tls()) {
      throw Fault.badCombination("A user group needs TransitEncryptionEnabled.");
    }
    return wanted;
  }

  private static boolean isClustered(
      CreateReplicationGroupRequest r, ParameterGroups parameterGroups) {
    if (r.clusterMode() != null) {
      return r.clusterMode() == ClusterMode.ENABLED;
    }
    return Optional.ofNullable(r.numNodeGroups()).orElse(1) > 1
        || r.cacheParameterGroupName() != null
            && parameterGroups.isClustered(r.cacheParameterGroupName());
  }

  private static void refuseWhatIsNotSimulated(CreateReplicationGroupRequest r, boolean clustered) {
    if (r.hasNodeGroupConfiguration() || r.clusterMode() == ClusterMode.COMPATIBLE) {
      throw Fault.notSimulated("NodeGroupConfiguration, or cluster mode compatible,");
    }
    if (r.authToken() != null) {
      throw Fault.notSimulated("AuthToken; use a user group, which");
    }
    if (r.hasSnapshotArns() || r.serverlessCacheSnapshotName() != null) {
      throw Fault.notSimulated("A restore from S3, or from a serverless cache,");
    }
    if (r.snapshotName() != null && clustered) {
      throw Fault.notSimulated("A restore into cluster mode enabled");
    }
    if (r.primaryClusterId() != null || r.globalReplicationGroupId() != null) {
      throw Fault.notSimulated("A group from an existing cluster");
    }
    if (Boolean.TRUE.equals(r.dataTieringEnabled())) {
      throw Fault.notSimulated("Data tiering");
    }
    if (r.transitEncryptionMode() == TransitEncryptionMode.PREFERRED) {
      throw Fault.notSimulated("A port that takes TLS or not, as its client prefers,");
    }
  }

  private static int requireShards(CreateReplicationGroupRequest r, boolean clustered) {
    int shards = Optional.ofNullable(r.numNodeGroups()).orElse(1);
    if (shards > 1 && !clustered) {
      throw Fault.badCombination("Several node groups need cluster mode enabled.");
    }
    if (shards < 1 || shards > MOST_SHARDS) {
      throw Fault.badValue("Here, a replication group has 1 to " + MOST_SHARDS + " node groups.");
    }
    if (clustered && !Boolean.TRUE.equals(r.automaticFailoverEnabled())) {
      throw Fault.badCombination("Cluster mode enabled needs automatic failover.");
    }
    if (clustered && r.numCacheClusters() != null) {
      throw Fault.badCombination(
          "With cluster mode enabled, say NumNodeGroups and ReplicasPerNodeGroup.");
    }
    return shards;
  }

  private static int requireNodes(
      CreateReplicationGroupRequest r, boolean clustered, SubnetGroups subnetGroups) {
    int replicas = Optional.ofNullable(r.replicasPerNodeGroup()).orElse(0);
    int nodes = Optional.ofNullable(r.numCacheClusters()).orElse(1 + replicas);
    boolean failover = Boolean.TRUE.equals(r.automaticFailoverEnabled());
    if (nodes < 1 || nodes > MOST_NODES) {
      throw Fault.badValue("A replication group has 1 to " + MOST_NODES + " nodes.");
    }
    if (failover && nodes < 2 && !clustered) {
      throw Fault.badCombination("Automatic failover needs at least one replica.");
    }
    if (Boolean.TRUE.equals(r.multiAZEnabled())) {
      if (!failover) {
        throw Fault.badCombination("Multi-AZ needs automatic failover.");
      }
      if (subnetGroups.subnets(r.cacheSubnetGroupName()) < 2) {
        throw Fault.badCombination("Multi-AZ needs a subnet group with two subnets.");
      }
    }
    return nodes;
  }

  boolean tls() {
    return Boolean.TRUE.equals(request.transitEncryptionEnabled());
  }

  /** Returns the name of the user group, or null. */
  String userGroup() {
    return request.userGroupIds().isEmpty() ? null : request.userGroupIds().get(0);
  }

  /** Returns the port that was asked for, or 0 for any. */
  int port() {
    return Optional.ofNullable(request.port()).orElse(0);
  }

  static AutomaticFailoverStatus failover(Boolean wanted) {
    return Boolean.TRUE.equals(wanted)
        ? AutomaticFailoverStatus.ENABLED
        : AutomaticFailoverStatus.DISABLED;
  }

  static MultiAZStatus multiAz(Boolean wanted) {
    return Boolean.TRUE.equals(wanted) ? MultiAZStatus.ENABLED : MultiAZStatus.DISABLED;
  }

  /** Returns what is true of the group from now on. */
  ReplicationGroup facts(String arn, Instant now) {
    return ReplicationGroup.builder()
        .replicationGroupId(id)
        .description(request.replicationGroupDescription())
        .automaticFailover(failover(request.automaticFailoverEnabled()))
        .multiAZ(multiAz(request.multiAZEnabled()))
        .snapshotRetentionLimit(Optional.ofNullable(request.snapshotRetentionLimit()).orElse(0))
        .snapshotWindow(request.snapshotWindow())
        .clusterEnabled(clustered)
        .clusterMode(clustered ? ClusterMode.ENABLED : ClusterMode.DISABLED)
        .cacheNodeType(nodeType())
        .authTokenEnabled(false)
        .transitEncryptionEnabled(tls())
        .transitEncryptionMode(
            tls()
                ? Optional.ofNullable(request.transitEncryptionModeAsString()).orElse("required")
                : null)
        .atRestEncryptionEnabled(
            Optional.ofNullable(request.atRestEncryptionEnabled()).orElse(engine.equals("valkey")))
        .kmsKeyId(request.kmsKeyId())
        .userGroupIds(request.userGroupIds())
        .arn(arn)
        .replicationGroupCreateTime(now)
        .autoMinorVersionUpgrade(
            Optional.ofNullable(request.autoMinorVersionUpgrade()).orElse(true))
        .networkType(Optional.ofNullable(request.networkTypeAsString()).orElse("ipv4"))
        .ipDiscovery(Optional.ofNullable(request.ipDiscoveryAsString()).orElse("ipv4"))
        .engine(engine)
        .build();
  }

  /** Returns what is true of each of its nodes. */
  CacheCluster nodeFacts() {
    return CacheCluster.builder()
        .engine(engine)
        .engineVersion(version)
        .cacheNodeType(nodeType())
        .numCacheNodes(1)
        .cacheParameterGroup(
            g -> g.cacheParameterGroupName(parameterGroup).parameterApplyStatus("in-sync"))
        .cacheSubnetGroupName(Optional.ofNullable(request.cacheSubnetGroupName()).orElse("default"))
        .securityGroups(securityGroups(request.securityGroupIds()))
        .build();
  }

  static List<SecurityGroupMembership> securityGroups(List<String> ids) {
    return ids.stream()
        .map(id -> SecurityGroupMembership.builder().securityGroupId(id).status("active").build())
        .toList();
  }

  private String nodeType() {
    return Optional.ofNullable(request.cacheNodeType()).orElse("cache.t4g.micro");
  }
}
