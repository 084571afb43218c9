package example.elasticache.devservices.aws;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.ServerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticache.model.AutomaticFailoverStatus;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ClusterMode;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DecreaseReplicaCountRequest;
import software.amazon.awssdk.services.elasticache.model.DecreaseReplicaCountResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.IncreaseReplicaCountRequest;
import software.amazon.awssdk.services.elasticache.model.IncreaseReplicaCountResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.MultiAZStatus;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SourceType;
import software.amazon.awssdk.services.elasticache.model.TestFailoverRequest;
import software.amazon.awssdk.services.elasticache.model.TestFailoverResponse;

/**
 * Replication groups: shards of a primary and up to five replicas; cluster mode disabled is one.
 */
final class ReplicationGroups {
  private static final int MOST_NODES = 6;
  private static final int MOST_SHARDS = 10;

  private static final class Entry implements Resource {
    private final AccessControl access;
    private final CompletableFuture<GroupEngine> engine;
    private final Lifecycle life;
    private ReplicationGroup facts;
    private CacheCluster nodeFacts;
    private int nodes;

    Entry(
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

    String parameterGroup() {
      return nodeFacts.cacheParameterGroup().cacheParameterGroupName();
    }

    boolean failsOver() {
      return facts.automaticFailover() == AutomaticFailoverStatus.ENABLED;
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

  private final Registry<Entry> entries =
      new Registry<>(
          id ->
              Fault.notFound(
                  "ReplicationGroupNotFoundFault", "Replication group " + id + " not found."),
          id -> Fault.of("ReplicationGroupAlreadyExists", "Replication group " + id + " exists."));
  private final Context context;
  private final IamTokens tokens;
  private final UserGroups userGroups;
  private final ParameterGroups parameterGroups;
  private final SubnetGroups subnetGroups;
  private final Snapshots snapshots;

  ReplicationGroups(
      Context context,
      IamTokens tokens,
      UserGroups userGroups,
      ParameterGroups parameterGroups,
      SubnetGroups subnetGroups,
      Snapshots snapshots) {
    this.context = context;
    this.tokens = tokens;
    this.userGroups = userGroups;
    this.parameterGroups = parameterGroups;
    this.subnetGroups = subnetGroups;
    this.snapshots = snapshots;
    snapshots.takenBy(this::snapshot, this::groupOf);
    userGroups.onChange(this::usersChanged);
    parameterGroups.onChange(this::parametersChanged);
    context.tags().ownedBy(arn -> entries.all().stream().anyMatch(e -> e.arn().equals(arn)));
  }

  @Requires({"ReplicationGroupId", "ReplicationGroupDescription"})
  CreateReplicationGroupResponse create(CreateReplicationGroupRequest r, Call call) {
    String id = Names.cache("ReplicationGroupId", r.replicationGroupId(), 40);
    entries.requireFree(id);
    boolean clustered = isClustered(r);
    refuseWhatIsNotSimulated(r, clustered);
    Optional<Snapshots.Taken> first =
        Optional.ofNullable(r.snapshotName()).map(snapshots::toRestore);
    String engineName =
        Optional.ofNullable(r.engine()).orElse(first.map(s -> s.facts().engine()).orElse("redis"));
    Users.requireEngine(engineName);
    String version = Engines.version(engineName, r.engineVersion());
    String parameterGroup =
        parameterGroups.choose(
            r.cacheParameterGroupName(), Engines.family(engineName, version), clustered);
    subnetGroups.require(r.cacheSubnetGroupName());
    int shards = requireShards(r, clustered);
    int nodes = requireNodes(r, clustered);
    boolean tls = Boolean.TRUE.equals(r.transitEncryptionEnabled());
    boolean atRest =
        Optional.ofNullable(r.atRestEncryptionEnabled()).orElse(engineName.equals("valkey"));
    String userGroup = r.userGroupIds().isEmpty() ? null : r.userGroupIds().get(0);
    if (userGroup != null && !tls) {
      throw Fault.badCombination("A user group needs TransitEncryptionEnabled.");
    }
    var audience = new IamTokens.Audience(id, false, call.region());
    var access =
        new AccessControl(
            tokens, audience, userGroups.usersOf(userGroup, engineName), context.log());
    Map<String, String> parameters = parameterGroups.values(parameterGroup);
    Optional<Certificates> shown = tls ? Optional.of(context.certificates()) : Optional.empty();
    int port = Optional.ofNullable(r.port()).orElse(0);
    Starter starter =
        at ->
            clustered
                ? new ClusteredEngine(
                    id, at, shards, nodes - 1, context.certificates(), tls, access, parameters)
                : new ReplicatedEngine(
                    id, at, nodes, shown, access, parameters, first.map(s -> s.dump().join()));
    CompletableFuture<GroupEngine> engine =
        context.later(source(id), () -> start(id, port, starter));

    var facts =
        ReplicationGroup.builder()
            .replicationGroupId(id)
            .description(r.replicationGroupDescription())
            .automaticFailover(enabled(r.automaticFailoverEnabled()))
            .multiAZ(
                Boolean.TRUE.equals(r.multiAZEnabled())
                    ? MultiAZStatus.ENABLED
                    : MultiAZStatus.DISABLED)
            .snapshotRetentionLimit(Optional.ofNullable(r.snapshotRetentionLimit()).orElse(0))
            .snapshotWindow(r.snapshotWindow())
            .clusterEnabled(clustered)
            .clusterMode(clustered ? ClusterMode.ENABLED : ClusterMode.DISABLED)
            .cacheNodeType(Optional.ofNullable(r.cacheNodeType()).orElse("cache.t4g.micro"))
            .authTokenEnabled(false)
            .transitEncryptionEnabled(tls)
            .transitEncryptionMode(
                tls
                    ? Optional.ofNullable(r.transitEncryptionModeAsString()).orElse("required")
                    : null)
            .atRestEncryptionEnabled(atRest)
            .kmsKeyId(r.kmsKeyId())
            .userGroupIds(r.userGroupIds())
            .arn(call.arn("replicationgroup", id))
            .replicationGroupCreateTime(context.clock().instant())
            .autoMinorVersionUpgrade(Optional.ofNullable(r.autoMinorVersionUpgrade()).orElse(true))
            .networkType(Optional.ofNullable(r.networkTypeAsString()).orElse("ipv4"))
            .ipDiscovery(Optional.ofNullable(r.ipDiscoveryAsString()).orElse("ipv4"))
            .engine(engineName)
            .build();
    var nodeFacts =
        CacheCluster.builder()
            .engine(engineName)
            .engineVersion(version)
            .cacheNodeType(facts.cacheNodeType())
            .numCacheNodes(1)
            .cacheParameterGroup(
                g -> g.cacheParameterGroupName(parameterGroup).parameterApplyStatus("in-sync"))
            .cacheSubnetGroupName(Optional.ofNullable(r.cacheSubnetGroupName()).orElse("default"))
            .securityGroups(
                r.securityGroupIds().stream()
                    .map(
                        sg ->
                            software.amazon.awssdk.services.elasticache.model
                                .SecurityGroupMembership.builder()
                                .securityGroupId(sg)
                                .status("active")
                                .build())
                    .toList())
            .build();
    var life = new Lifecycle(context.clock(), "available", context.timings().creating(), engine);
    var entry = new Entry(facts, nodeFacts, nodes, access, engine, life);
    entries.add(id, entry);
    context.tags().begin(facts.arn(), r.tags());
    tell(id, "Replication group is being created");
    return CreateReplicationGroupResponse.builder().replicationGroup(shown(entry)).build();
  }

  /** Starts an engine at a port; 0 is any. */
  private interface Starter {
    GroupEngine startAt(int port);
  }

  private GroupEngine start(String id, int port, Starter starter) {
    GroupEngine started;
    try {
      started = starter.startAt(port);
    } catch (ServerException e) {
      if (port == 0) {
        throw e;
      }
      tell(id, "Port " + port + " cannot be had on this machine, so another is used.");
      started = starter.startAt(0);
    }
    tell(id, "Replication group is ready, served by " + started.description());
    return started;
  }

  private boolean isClustered(CreateReplicationGroupRequest r) {
    if (r.clusterMode() != null) {
      return r.clusterMode() == ClusterMode.ENABLED;
    }
    return Optional.ofNullable(r.numNodeGroups()).orElse(1) > 1
        || r.cacheParameterGroupName() != null
            && parameterGroups.isClustered(r.cacheParameterGroupName());
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

  private static void refuseWhatIsNotSimulated(CreateReplicationGroupRequest r, boolean clustered) {
    if (r.hasNodeGroupConfiguration() || r.clusterMode() == ClusterMode.COMPATIBLE) {
      throw Fault.notSimulated("NodeGroupConfiguration, or cluster mode compatible,");
    }
    if (r.authToken() != null) {
      throw Fault.notSimulated("AuthToken; use a user group, which");
    }
    if (r.hasSnapshotArns() || r.snapshotName() != null && clustered) {
      throw Fault.notSimulated("A restore from S3, or into cluster mode enabled,");
    }
    if (r.primaryClusterId() != null || r.globalReplicationGroupId() != null) {
      throw Fault.notSimulated("A group from an existing cluster");
    }
    if (Boolean.TRUE.equals(r.dataTieringEnabled())) {
      throw Fault.notSimulated("Data tiering");
    }
  }

  private int requireNodes(CreateReplicationGroupRequest r, boolean clustered) {
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

  private static AutomaticFailoverStatus enabled(Boolean wanted) {
    return Boolean.TRUE.equals(wanted)
        ? AutomaticFailoverStatus.ENABLED
        : AutomaticFailoverStatus.DISABLED;
  }

  @Requires("ReplicationGroupId")
  ModifyReplicationGroupResponse modify(ModifyReplicationGroupRequest r, Call call) {
    Entry entry = available(r.replicationGroupId());
    if (r.engine() != null || r.engineVersion() != null || r.cacheNodeType() != null) {
      throw Fault.notSimulated("A change of engine, version or node type");
    }
    if (r.transitEncryptionEnabled() != null || r.authToken() != null || r.clusterMode() != null) {
      throw Fault.notSimulated("A change of TLS, AuthToken or cluster mode");
    }
    ReplicationGroup.Builder changed = entry.facts.toBuilder();
    if (r.replicationGroupDescription() != null) {
      changed.description(r.replicationGroupDescription());
    }
    if (r.snapshotRetentionLimit() != null) {
      changed.snapshotRetentionLimit(r.snapshotRetentionLimit());
    }
    if (r.automaticFailoverEnabled() != null) {
      if (r.automaticFailoverEnabled() && entry.nodes < 2) {
        throw Fault.badCombination("Automatic failover needs at least one replica.");
      }
      changed.automaticFailover(enabled(r.automaticFailoverEnabled()));
    }
    if (r.multiAZEnabled() != null) {
      changed.multiAZ(r.multiAZEnabled() ? MultiAZStatus.ENABLED : MultiAZStatus.DISABLED);
    }
    List<String> groups = new ArrayList<>(entry.facts.userGroupIds());
    groups.removeAll(r.userGroupIdsToRemove());
    groups.addAll(r.userGroupIdsToAdd());
    if (Boolean.TRUE.equals(r.removeUserGroups())) {
      groups.clear();
    }
    if (groups.size() > 1) {
      throw Fault.badCombination("A replication group has at most one user group.");
    }
    if (!groups.isEmpty() && !entry.facts.transitEncryptionEnabled()) {
      throw Fault.badCombination("A user group needs TransitEncryptionEnabled.");
    }
    String parameterGroup =
        r.cacheParameterGroupName() == null
            ? entry.parameterGroup()
            : parameterGroups.choose(
                r.cacheParameterGroupName(),
                Engines.family(entry.facts.engine(), entry.nodeFacts.engineVersion()),
                entry.facts.clusterEnabled());
    entry.access.admit(
        userGroups.usersOf(groups.isEmpty() ? null : groups.get(0), entry.facts.engine()));
    entry.facts = changed.userGroupIds(groups).build();
    entry.nodeFacts =
        entry.nodeFacts.toBuilder()
            .cacheParameterGroup(
                g -> g.cacheParameterGroupName(parameterGroup).parameterApplyStatus("in-sync"))
            .build();
    Map<String, String> parameters = parameterGroups.values(parameterGroup);
    GroupEngine engine = entry.engine.join();
    begin(
        entry,
        "Replication group is being modified",
        () -> {
          engine.applyUsers();
          parameters.forEach(engine::configure);
          return null;
        });
    return ModifyReplicationGroupResponse.builder().replicationGroup(shown(entry)).build();
  }

  @Requires({"ReplicationGroupId", "ApplyImmediately"})
  IncreaseReplicaCountResponse increase(IncreaseReplicaCountRequest r, Call call) {
    Entry entry = available(r.replicationGroupId());
    requireResizable(entry, r.hasReplicaConfiguration());
    int nodes = 1 + Optional.ofNullable(r.newReplicaCount()).orElse(0);
    if (nodes <= entry.nodes || nodes > MOST_NODES) {
      throw Fault.badValue("NewReplicaCount must be more than now, and at most 5.");
    }
    resize(entry, nodes, List.of());
    return IncreaseReplicaCountResponse.builder().replicationGroup(shown(entry)).build();
  }

  @Requires({"ReplicationGroupId", "ApplyImmediately"})
  DecreaseReplicaCountResponse decrease(DecreaseReplicaCountRequest r, Call call) {
    Entry entry = available(r.replicationGroupId());
    requireResizable(entry, r.hasReplicaConfiguration());
    int nodes =
        r.newReplicaCount() == null
            ? entry.nodes - r.replicasToRemove().size()
            : 1 + r.newReplicaCount();
    if (nodes >= entry.nodes || nodes < (entry.failsOver() ? 2 : 1)) {
      throw Fault.badValue(
          "NewReplicaCount must be less than now; with automatic failover, one replica stays.");
    }
    List<String> primaries =
        members(entry).filter(GroupEngine.Member::primary).map(GroupEngine.Member::name).toList();
    if (r.replicasToRemove().stream().anyMatch(primaries::contains)) {
      throw Fault.badCombination("The primary is not a replica: fail over first.");
    }
    resize(entry, nodes, r.replicasToRemove());
    return DecreaseReplicaCountResponse.builder().replicationGroup(shown(entry)).build();
  }

  private static void requireResizable(Entry entry, boolean perShard) {
    if (perShard || entry.facts.clusterEnabled()) {
      throw Fault.notSimulated("Another number of replicas for a shard");
    }
  }

  private void resize(Entry entry, int nodes, List<String> leaving) {
    GroupEngine engine = entry.engine.join();
    entry.nodes = nodes;
    begin(
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
    Entry entry = available(r.replicationGroupId());
    GroupEngine engine = entry.engine.join();
    if (engine.shards().stream().noneMatch(shard -> shard.id().equals(r.nodeGroupId()))) {
      throw Fault.notFound("NodeGroupNotFoundFault", "There is no node group " + r.nodeGroupId());
    }
    if (!entry.failsOver()) {
      throw Fault.badCombination("Automatic failover is not enabled for " + entry.id() + ".");
    }
    if (entry.nodes < 2) {
      throw Fault.badCombination("The node group has no replica.");
    }
    begin(
        entry,
        "Test Failover API called for node group " + r.nodeGroupId(),
        () -> {
          var failover = engine.failOver(r.nodeGroupId(), context.timings().failover());
          tell(
              entry.id(),
              "Failover from primary node "
                  + failover.from()
                  + " to replica node "
                  + failover.to()
                  + " completed");
          return null;
        });
    return TestFailoverResponse.builder().replicationGroup(shown(entry)).build();
  }

  private void begin(Entry entry, String event, Callable<Void> work) {
    tell(entry.id(), event);
    entry.life.begin(
        "modifying", context.timings().modifying(), context.later(source(entry.id()), work));
  }

  DescribeReplicationGroupsResponse describe(DescribeReplicationGroupsRequest r, Call call) {
    return DescribeReplicationGroupsResponse.builder()
        .replicationGroups(
            entries.matching(r.replicationGroupId()).stream().map(this::shown).toList())
        .build();
  }

  @Requires("ReplicationGroupId")
  DeleteReplicationGroupResponse delete(DeleteReplicationGroupRequest r, Call call) {
    Entry entry = entries.get(r.replicationGroupId());
    if (r.finalSnapshotIdentifier() != null || Boolean.TRUE.equals(r.retainPrimaryCluster())) {
      throw Fault.notSimulated("FinalSnapshotIdentifier, or RetainPrimaryCluster,");
    }
    if (!entry.life.mayEnd()) {
      throw notAvailable(entry);
    }
    CompletableFuture<?> closing =
        entry.engine.handleAsync(
            (engine, failure) -> {
              if (engine != null) {
                engine.close();
              }
              tell(entry.id(), "Replication group is deleted");
              return null;
            },
            context.background());
    entry.life.end(context.timings().deleting(), closing);
    return DeleteReplicationGroupResponse.builder().replicationGroup(shown(entry)).build();
  }

  private Snapshots.Taken snapshot(String id) {
    Entry entry = available(id);
    if (entry.facts.clusterEnabled()) {
      throw Fault.notSimulated("A snapshot of a group with cluster mode enabled");
    }
    tell(id, "Snapshot is being created");
    GroupEngine engine = entry.engine.join();
    CompletableFuture<Dump> dump = context.later(source(id), engine::dump);
    entry.life.begin("snapshotting", context.timings().modifying(), dump);
    ReplicationGroup was = entry.facts;
    var facts =
        Snapshot.builder()
            .replicationGroupId(id)
            .replicationGroupDescription(was.description())
            .engine(was.engine())
            .engineVersion(entry.nodeFacts.engineVersion())
            .cacheNodeType(was.cacheNodeType())
            .cacheParameterGroupName(entry.parameterGroup())
            .cacheSubnetGroupName(entry.nodeFacts.cacheSubnetGroupName())
            .numNodeGroups(1)
            .automaticFailover(was.automaticFailover())
            .snapshotRetentionLimit(was.snapshotRetentionLimit())
            .nodeSnapshots(
                NodeSnapshot.builder()
                    .nodeGroupId("0001")
                    .snapshotCreateTime(context.clock().instant())
                    .build())
            .build();
    return new Snapshots.Taken(facts, dump);
  }

  private String groupOf(String node) {
    return nodes().stream()
        .filter(n -> n.cacheClusterId().equals(node))
        .map(CacheCluster::replicationGroupId)
        .findFirst()
        .orElseThrow(() -> Fault.notFound("CacheClusterNotFound", "There is no node " + node));
  }

  private Entry available(String id) {
    Entry entry = entries.get(id);
    if (!entry.life.isSettled()) {
      throw notAvailable(entry);
    }
    return entry;
  }

  private static Fault notAvailable(Entry entry) {
    return Fault.of(
        "InvalidReplicationGroupState",
        "Replication group " + entry.id() + " is " + entry.life.status() + ": wait.");
  }

  private static boolean hasEndpoints(Entry entry) {
    return entry.life.isSettled()
        || List.of("modifying", "snapshotting").contains(entry.life.status());
  }

  private ReplicationGroup shown(Entry entry) {
    String status = entry.life.status();
    ReplicationGroup.Builder shown = entry.facts.toBuilder().status(status);
    if (hasEndpoints(entry)) {
      GroupEngine engine = entry.engine.join();
      engine
          .configurationPort()
          .map(ServerlessCaches::endpoint)
          .ifPresent(shown::configurationEndpoint);
      shown
          .memberClusters(members(entry).map(GroupEngine.Member::name).toList())
          .nodeGroups(engine.shards().stream().map(shard -> shown(shard, status)).toList());
    }
    return shown.build();
  }

  private static Stream<GroupEngine.Member> members(Entry entry) {
    return entry.engine.join().shards().stream().flatMap(shard -> shard.members().stream());
  }

  private static NodeGroup shown(GroupEngine.Shard shard, String status) {
    NodeGroup.Builder group = NodeGroup.builder().nodeGroupId(shard.id()).status(status);
    shard.slots().ifPresent(group::slots);
    shard.primaryPort().map(ServerlessCaches::endpoint).ifPresent(group::primaryEndpoint);
    shard.readerPort().map(ServerlessCaches::endpoint).ifPresent(group::readerEndpoint);
    // With cluster mode enabled, roles are the cluster's own business: AWS does not show them.
    boolean roles = shard.primaryPort().isPresent();
    return group
        .nodeGroupMembers(shard.members().stream().map(member -> shown(member, roles)).toList())
        .build();
  }

  private static NodeGroupMember shown(GroupEngine.Member member, boolean roles) {
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
  List<CacheCluster> nodes() {
    List<CacheCluster> nodes = new ArrayList<>();
    for (Entry entry : entries.all()) {
      if (hasEndpoints(entry)) {
        for (GroupEngine.Member node : members(entry).toList()) {
          nodes.add(
              entry.nodeFacts.toBuilder()
                  .cacheClusterId(node.name())
                  .cacheClusterStatus(entry.life.status())
                  .cacheClusterCreateTime(entry.facts.replicationGroupCreateTime())
                  .replicationGroupId(entry.id())
                  .transitEncryptionEnabled(entry.facts.transitEncryptionEnabled())
                  .atRestEncryptionEnabled(entry.facts.atRestEncryptionEnabled())
                  .arn(entry.arn().replaceAll("replicationgroup:.*", "cluster:") + node.name())
                  .build());
        }
      }
    }
    return nodes;
  }

  private void usersChanged(String groupId) {
    for (Entry entry : entries.all()) {
      if (entry.facts.userGroupIds().contains(groupId) && !entry.life.isEnding()) {
        entry.access.admit(userGroups.usersOf(groupId, entry.facts.engine()));
        entry.engine.thenAcceptAsync(GroupEngine::applyUsers, context.background());
      }
    }
  }

  private void parametersChanged(String group, Map<String, String> values) {
    for (Entry entry : entries.all()) {
      if (entry.parameterGroup().equals(group) && !entry.life.isEnding()) {
        entry.engine.thenAcceptAsync(
            engine -> values.forEach(engine::configure), context.background());
      }
    }
  }

  List<String> withUserGroup(String groupId) {
    return entries.all().stream()
        .filter(e -> e.facts.userGroupIds().contains(groupId))
        .map(Entry::id)
        .toList();
  }

  boolean useParameterGroup(String name) {
    return entries.all().stream().anyMatch(e -> e.parameterGroup().equals(name));
  }

  boolean useSubnetGroup(String name) {
    return entries.all().stream().anyMatch(e -> name.equals(e.nodeFacts.cacheSubnetGroupName()));
  }

  /** Ends every engine, whatever is under way. */
  void close() {
    entries.all().forEach(entry -> Closing.of(entry.engine));
  }

  private static Events.Source source(String id) {
    return new Events.Source(SourceType.REPLICATION_GROUP, id);
  }

  private void tell(String id, String what) {
    context.events().add(source(id), what);
  }
}
