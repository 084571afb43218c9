package example.elasticache.devservices.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheNode;
import software.amazon.awssdk.services.elasticache.model.CreateCacheClusterRequest;
import software.amazon.awssdk.services.elasticache.model.CreateCacheClusterResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheClusterRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheClusterResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheClusterRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheClusterResponse;
import software.amazon.awssdk.services.elasticache.model.SourceType;

/** Memcached clusters: nodes that do not know each other, and clients that ask for all of them. */
final class CacheClusters {
  private static final int MOST_NODES = 40;

  private static final class Entry implements Resource {
    private final CompletableFuture<MemcachedNodes> nodes;
    private final Lifecycle life;
    private CacheCluster facts;

    Entry(CacheCluster facts, CompletableFuture<MemcachedNodes> nodes, Lifecycle life) {
      this.facts = facts;
      this.nodes = nodes;
      this.life = life;
    }

    String id() {
      return facts.cacheClusterId();
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

  private final Registry<Entry> clusters =
      new Registry<>(
          id -> Fault.notFound("CacheClusterNotFound", "Cache cluster " + id + " not found."),
          id -> Fault.of("CacheClusterAlreadyExists", "Cache cluster " + id + " exists."));
  private final Context context;
  private final ParameterGroups parameterGroups;
  private final SubnetGroups subnetGroups;
  private final ReplicationGroups replicationGroups;

  CacheClusters(
      Context context,
      ParameterGroups parameterGroups,
      SubnetGroups subnetGroups,
      ReplicationGroups replicationGroups) {
    this.context = context;
    this.parameterGroups = parameterGroups;
    this.subnetGroups = subnetGroups;
    this.replicationGroups = replicationGroups;
    context.tags().ownedBy(arn -> clusters.all().stream().anyMatch(c -> c.arn().equals(arn)));
  }

  @Requires({"CacheClusterId", "Engine", "CacheNodeType", "NumCacheNodes"})
  CreateCacheClusterResponse create(CreateCacheClusterRequest r, Call call) {
    String id = Names.cache("CacheClusterId", r.cacheClusterId(), 50);
    clusters.requireFree(id);
    if (!r.engine().equals("memcached")) {
      throw Fault.notSimulated("A cache cluster of " + r.engine() + " outside a replication group");
    }
    if (Boolean.TRUE.equals(r.transitEncryptionEnabled())) {
      throw Fault.notSimulated("TLS for Memcached");
    }
    requireSize(r.numCacheNodes());
    if ("cross-az".equals(r.azModeAsString()) && r.numCacheNodes() < 2) {
      throw Fault.badCombination("AZMode cross-az needs at least two nodes.");
    }
    String version = Engines.version("memcached", r.engineVersion());
    String parameterGroup =
        parameterGroups.choose(
            r.cacheParameterGroupName(), Engines.family("memcached", version), false);
    subnetGroups.require(r.cacheSubnetGroupName());
    List<String> arguments = parameterGroups.memcachedArguments(parameterGroup);
    int size = r.numCacheNodes();
    CompletableFuture<MemcachedNodes> nodes =
        context.later(
            source(id),
            () -> {
              var started = new MemcachedNodes(size, arguments);
              tell(id, "Cache cluster is ready, served by " + started.description());
              return started;
            });
    var facts =
        CacheCluster.builder()
            .cacheClusterId(id)
            .cacheNodeType(r.cacheNodeType())
            .engine("memcached")
            .engineVersion(version)
            .numCacheNodes(size)
            .preferredAvailabilityZone(size > 1 ? "Multiple" : "local")
            .cacheClusterCreateTime(context.clock().instant())
            .cacheParameterGroup(
                g -> g.cacheParameterGroupName(parameterGroup).parameterApplyStatus("in-sync"))
            .cacheSubnetGroupName(Optional.ofNullable(r.cacheSubnetGroupName()).orElse("default"))
            .autoMinorVersionUpgrade(true)
            .transitEncryptionEnabled(false)
            .atRestEncryptionEnabled(false)
            .securityGroups(NewReplicationGroup.securityGroups(r.securityGroupIds()))
            .networkType("ipv4")
            .ipDiscovery("ipv4")
            .arn(call.arn("cluster", id))
            .build();
    var life = new Lifecycle(context.clock(), "available", context.timings().creating(), nodes);
    var entry = new Entry(facts, nodes, life);
    clusters.add(id, entry);
    context.tags().begin(facts.arn(), r.tags());
    tell(id, "Cache cluster is being created");
    return CreateCacheClusterResponse.builder().cacheCluster(shown(entry, true)).build();
  }

  private static void requireSize(int size) {
    if (size < 1 || size > MOST_NODES) {
      throw Fault.badValue("A Memcached cluster has 1 to " + MOST_NODES + " nodes.");
    }
  }

  @Requires("CacheClusterId")
  ModifyCacheClusterResponse modify(ModifyCacheClusterRequest r, Call call) {
    Entry entry = clusters.get(r.cacheClusterId());
    if (!entry.life.isSettled()) {
      throw notAvailable(entry);
    }
    if (r.numCacheNodes() == null
        || r.cacheParameterGroupName() != null
        || r.scaleConfig() != null
        || r.hasSecurityGroupIds()) {
      throw Fault.notSimulated("A modification of anything but NumCacheNodes");
    }
    int size = r.numCacheNodes();
    requireSize(size);
    int leaving = entry.facts.numCacheNodes() - size;
    List<String> ids = r.cacheNodeIdsToRemove();
    if (Math.max(leaving, 0) != ids.size()) {
      throw Fault.badCombination(
          "CacheNodeIdsToRemove must name as many nodes as there are to be fewer.");
    }
    MemcachedNodes nodes = entry.nodes.join();
    List<String> known = nodes.nodes().stream().map(MemcachedNodes.Node::id).toList();
    if (!known.containsAll(ids)) {
      throw Fault.badValue("CacheNodeIdsToRemove must be among " + known + ".");
    }
    entry.facts = entry.facts.toBuilder().numCacheNodes(size).build();
    tell(entry.id(), "Number of nodes is being changed to " + size);
    CompletableFuture<?> work =
        context.later(
            source(entry.id()),
            () -> {
              if (ids.isEmpty()) {
                nodes.grow(size);
              } else {
                nodes.remove(ids, context.timings().draining());
              }
              return null;
            });
    entry.life.begin("modifying", context.timings().modifying(), work);
    return ModifyCacheClusterResponse.builder().cacheCluster(shown(entry, true)).build();
  }

  DescribeCacheClustersResponse describe(DescribeCacheClustersRequest r, Call call) {
    List<CacheCluster> found = new ArrayList<>();
    boolean withNodes = Boolean.TRUE.equals(r.showCacheNodeInfo());
    clusters.all().forEach(entry -> found.add(shown(entry, withNodes)));
    if (!Boolean.TRUE.equals(r.showCacheClustersNotInReplicationGroups())) {
      found.addAll(replicationGroups.nodes());
    }
    if (r.cacheClusterId() != null) {
      found.removeIf(c -> !c.cacheClusterId().equals(r.cacheClusterId()));
      if (found.isEmpty()) {
        clusters.get(r.cacheClusterId());
      }
    }
    return DescribeCacheClustersResponse.builder().cacheClusters(found).build();
  }

  @Requires("CacheClusterId")
  DeleteCacheClusterResponse delete(DeleteCacheClusterRequest r, Call call) {
    Entry entry = clusters.get(r.cacheClusterId());
    if (!entry.life.mayEnd()) {
      throw notAvailable(entry);
    }
    CompletableFuture<?> closing =
        entry.nodes.handleAsync(
            (nodes, failure) -> {
              if (nodes != null) {
                nodes.close();
              }
              tell(entry.id(), "Cache cluster is deleted");
              return null;
            },
            context.background());
    entry.life.end(context.timings().deleting(), closing);
    return DeleteCacheClusterResponse.builder().cacheCluster(shown(entry, true)).build();
  }

  private static Fault notAvailable(Entry entry) {
    return Fault.of(
        "InvalidCacheClusterState",
        "Cache cluster " + entry.id() + " is " + entry.life.status() + ": wait.");
  }

  private CacheCluster shown(Entry entry, boolean withNodes) {
    String status = entry.life.status();
    CacheCluster.Builder shown = entry.facts.toBuilder().cacheClusterStatus(status);
    if (entry.life.isSettled() || status.equals("modifying")) {
      MemcachedNodes nodes = entry.nodes.join();
      shown.configurationEndpoint(ServerlessCaches.endpoint(nodes.configurationPort()));
      if (withNodes) {
        shown.cacheNodes(
            nodes.nodes().stream()
                .map(
                    node ->
                        CacheNode.builder()
                            .cacheNodeId(node.id())
                            .cacheNodeStatus("available")
                            .endpoint(ServerlessCaches.endpoint(node.port()))
                            .parameterGroupStatus("in-sync")
                            .customerAvailabilityZone("local")
                            .build())
                .toList());
      }
    }
    return shown.build();
  }

  boolean useParameterGroup(String name) {
    return clusters.all().stream()
        .anyMatch(c -> c.facts.cacheParameterGroup().cacheParameterGroupName().equals(name));
  }

  boolean useSubnetGroup(String name) {
    return clusters.all().stream().anyMatch(c -> name.equals(c.facts.cacheSubnetGroupName()));
  }

  /** Ends every node, whatever is under way. */
  void close() {
    clusters.all().forEach(entry -> Closing.of(entry.nodes));
  }

  private static Events.Source source(String id) {
    return new Events.Source(SourceType.CACHE_CLUSTER, id);
  }

  private void tell(String id, String what) {
    context.events().add(source(id), what);
  }
}
