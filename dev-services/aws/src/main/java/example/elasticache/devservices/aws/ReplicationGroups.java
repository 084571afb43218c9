package example.elasticache.devservices.aws;

import example.elasticache.devservices.Certificates;
import example.elasticache.devservices.ServerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SourceType;

/**
 * Replication groups: shards of a primary and up to five replicas; cluster mode disabled is one.
 */
final class ReplicationGroups {
  private final Registry<ReplicationGroupEntry> entries =
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
    var wanted = NewReplicationGroup.of(r, id, parameterGroups, subnetGroups, snapshots);
    var access =
        new AccessControl(
            tokens,
            new IamTokens.Audience(id, false, call.region()),
            userGroups.usersOf(wanted.userGroup(), wanted.engine()),
            context.log());
    Starter starter = starter(wanted, access, parameterGroups.values(wanted.parameterGroup()));
    CompletableFuture<GroupEngine> engine =
        context.later(source(id), () -> start(id, wanted.port(), starter));
    var entry =
        new ReplicationGroupEntry(
            wanted.facts(call.arn("replicationgroup", id), context.clock().instant()),
            wanted.nodeFacts(),
            wanted.nodes(),
            access,
            engine,
            new Lifecycle(context.clock(), "available", context.timings().creating(), engine));
    entries.add(id, entry);
    context.tags().begin(entry.arn(), r.tags());
    tell(id, "Replication group is being created");
    return CreateReplicationGroupResponse.builder()
        .replicationGroup(ReplicationGroupView.of(entry))
        .build();
  }

  /** Starts an engine at a port; 0 is any. */
  private interface Starter {
    GroupEngine startAt(int port);
  }

  private Starter starter(
      NewReplicationGroup wanted, AccessControl access, Map<String, String> parameters) {
    Certificates certificates = context.certificates();
    if (wanted.clustered()) {
      return port ->
          new ClusteredEngine(
              wanted.id(),
              port,
              wanted.shards(),
              wanted.nodes() - 1,
              certificates,
              wanted.tls(),
              access,
              parameters);
    }
    Optional<Certificates> shown = wanted.tls() ? Optional.of(certificates) : Optional.empty();
    return port ->
        new ReplicatedEngine(
            wanted.id(),
            port,
            wanted.nodes(),
            shown,
            access,
            parameters,
            wanted.first().map(s -> s.dump().join()));
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

  /** Begins a change of a group that is available. */
  void begin(ReplicationGroupEntry entry, String event, Callable<Void> work) {
    tell(entry.id(), event);
    entry
        .life()
        .begin("modifying", context.timings().modifying(), context.later(source(entry.id()), work));
  }

  DescribeReplicationGroupsResponse describe(DescribeReplicationGroupsRequest r, Call call) {
    return DescribeReplicationGroupsResponse.builder()
        .replicationGroups(
            entries.matching(r.replicationGroupId()).stream()
                .map(ReplicationGroupView::of)
                .toList())
        .build();
  }

  @Requires("ReplicationGroupId")
  DeleteReplicationGroupResponse delete(DeleteReplicationGroupRequest r, Call call) {
    ReplicationGroupEntry entry = entries.get(r.replicationGroupId());
    if (r.finalSnapshotIdentifier() != null || Boolean.TRUE.equals(r.retainPrimaryCluster())) {
      throw Fault.notSimulated("FinalSnapshotIdentifier, or RetainPrimaryCluster,");
    }
    if (!entry.life().mayEnd()) {
      throw entry.notAvailable();
    }
    CompletableFuture<?> closing =
        entry
            .engine()
            .handleAsync(
                (engine, failure) -> {
                  if (engine != null) {
                    engine.close();
                  }
                  tell(entry.id(), "Replication group is deleted");
                  return null;
                },
                context.background());
    entry.life().end(context.timings().deleting(), closing);
    return DeleteReplicationGroupResponse.builder()
        .replicationGroup(ReplicationGroupView.of(entry))
        .build();
  }

  private Snapshots.Taken snapshot(String id) {
    ReplicationGroupEntry entry = available(id);
    if (entry.facts().clusterEnabled()) {
      throw Fault.notSimulated("A snapshot of a group with cluster mode enabled");
    }
    tell(id, "Snapshot is being created");
    GroupEngine engine = entry.engine().join();
    CompletableFuture<Dump> dump = context.later(source(id), engine::dump);
    entry.life().begin("snapshotting", context.timings().modifying(), dump);
    ReplicationGroup was = entry.facts();
    var facts =
        Snapshot.builder()
            .replicationGroupId(id)
            .replicationGroupDescription(was.description())
            .engine(was.engine())
            .engineVersion(entry.nodeFacts().engineVersion())
            .cacheNodeType(was.cacheNodeType())
            .cacheParameterGroupName(entry.parameterGroup())
            .cacheSubnetGroupName(entry.nodeFacts().cacheSubnetGroupName())
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

  /** Returns a group that can be changed now. */
  ReplicationGroupEntry available(String id) {
    ReplicationGroupEntry entry = entries.get(id);
    if (!entry.life().isSettled()) {
      throw entry.notAvailable();
    }
    return entry;
  }

  /** Returns every node as DescribeCacheClusters shows it: a cluster of one. */
  List<CacheCluster> nodes() {
    return entries.all().stream()
        .flatMap(entry -> ReplicationGroupView.nodesOf(entry).stream())
        .toList();
  }

  private void usersChanged(String groupId) {
    for (ReplicationGroupEntry entry : entries.all()) {
      if (entry.facts().userGroupIds().contains(groupId) && !entry.life().isEnding()) {
        entry.access().admit(userGroups.usersOf(groupId, entry.facts().engine()));
        entry.engine().thenAcceptAsync(GroupEngine::applyUsers, context.background());
      }
    }
  }

  private void parametersChanged(String group, Map<String, String> values) {
    for (ReplicationGroupEntry entry : entries.all()) {
      if (entry.parameterGroup().equals(group) && !entry.life().isEnding()) {
        entry
            .engine()
            .thenAcceptAsync(engine -> values.forEach(engine::configure), context.background());
      }
    }
  }

  List<String> withUserGroup(String groupId) {
    return entries.all().stream()
        .filter(e -> e.facts().userGroupIds().contains(groupId))
        .map(ReplicationGroupEntry::id)
        .toList();
  }

  boolean useParameterGroup(String name) {
    return entries.all().stream().anyMatch(e -> e.parameterGroup().equals(name));
  }

  boolean useSubnetGroup(String name) {
    return entries.all().stream().anyMatch(e -> name.equals(e.nodeFacts().cacheSubnetGroupName()));
  }

  /** Ends every engine, whatever is under way. */
  void close() {
    entries.all().forEach(entry -> Closing.of(entry.engine()));
  }

  private static Events.Source source(String id) {
    return new Events.Source(SourceType.REPLICATION_GROUP, id);
  }

  void tell(String id, String what) {
    context.events().add(source(id), what);
  }
}
