package example.elasticache.clustersetup;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.AutomaticFailoverStatus;
import software.amazon.awssdk.services.elasticache.model.ClusterMode;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.IpDiscovery;
import software.amazon.awssdk.services.elasticache.model.MultiAZStatus;
import software.amazon.awssdk.services.elasticache.model.NetworkType;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;

/** A cluster of one's own: every option that the console asks for, and those that it should. */
public final class OwnClusterSteps {
  private static final String NODE_TYPE = "cache.t4g.micro";
  private static final int PORT = 6379;

  private final ElastiCacheClient elastiCache;
  private final Tagging tagging;

  /** Works through this client, and tags what it makes. */
  public OwnClusterSteps(ElastiCacheClient elastiCache, Tagging tagging) {
    this.elastiCache = elastiCache;
    this.tagging = tagging;
  }

  /** What one chooses about a replication group; the rest is the same for everybody. */
  public record Cluster(
      String id, String parameterGroup, String subnetGroup, String userGroup, int replicas) {

    /** Refuses a cluster that cannot fail over. */
    public Cluster {
      if (replicas < 1 || replicas > 5) {
        throw new SetupException(
            "A cluster has 1 to 5 replicas: without one, nothing takes over when a node fails.");
      }
    }
  }

  // tag::cluster[]
  /** Returns a replication group with cluster mode disabled: a primary and its replicas. */
  public Step replicationGroup(Cluster cluster, Place place) {
    int nodes = 1 + cluster.replicas();
    return step(
        cluster,
        ClusterMode.DISABLED,
        "replication group " + cluster.id(),
        "Valkey 8.2, one primary and %d replicas in two zones".formatted(cluster.replicas()),
        nodes,
        options(cluster, place)
            // Cluster mode disabled is: one node group, and this many nodes in it.
            .clusterMode(ClusterMode.DISABLED)
            .numCacheClusters(nodes)
            .build());
  }

  private CreateReplicationGroupRequest.Builder options(Cluster cluster, Place place) {
    return CreateReplicationGroupRequest.builder()
        .replicationGroupId(cluster.id())
        .replicationGroupDescription("ElastiCache by Example")
        .engine("valkey")
        .engineVersion("8.2")
        .port(PORT)
        .cacheNodeType(NODE_TYPE)
        .networkType(NetworkType.IPV4)
        .ipDiscovery(IpDiscovery.IPV4)
        .cacheSubnetGroupName(cluster.subnetGroup())
        .securityGroupIds(place.securityGroup())
        .cacheParameterGroupName(cluster.parameterGroup())
        // The rest is off, or depends on the engine, unless one asks for it.
        .transitEncryptionEnabled(true)
        .atRestEncryptionEnabled(true)
        .automaticFailoverEnabled(true)
        .multiAZEnabled(true)
        .snapshotRetentionLimit(1)
        .userGroupIds(cluster.userGroup())
        .tags(tagging.tags());
  }

  // end::cluster[]

  // tag::shards[]
  /**
   * Returns a replication group with cluster mode enabled: shards, each with its own replicas.
   *
   * <p>Its parameter group is one with {@code cluster-enabled}, as {@link
   * GroupSteps#shardedParameterGroup}.
   */
  public Step shardedGroup(Cluster cluster, int shards, Place place) {
    return step(
        cluster,
        ClusterMode.ENABLED,
        "sharded group " + cluster.id(),
        "Valkey 8.2, %d shards with %d replicas each".formatted(shards, cluster.replicas()),
        shards * (1 + cluster.replicas()),
        options(cluster, place)
            // Cluster mode enabled: so many shards, and so many replicas in each.
            .clusterMode(ClusterMode.ENABLED)
            .numNodeGroups(shards)
            .replicasPerNodeGroup(cluster.replicas())
            .build());
  }

  // end::shards[]

  private Step step(
      Cluster cluster,
      ClusterMode mode,
      String what,
      String why,
      int nodes,
      CreateReplicationGroupRequest request) {
    return new Step(
        what,
        why,
        Optional.of(Cost.ofNodes(nodes)),
        () -> findReplicationGroup(cluster, mode, nodes),
        () -> elastiCache.createReplicationGroup(request),
        () -> elastiCache.deleteReplicationGroup(r -> r.replicationGroupId(cluster.id())));
  }

  private Optional<Step.Found> findReplicationGroup(Cluster cluster, ClusterMode mode, int nodes) {
    try {
      ReplicationGroup is = describe(cluster.id());
      var difference =
          new Difference()
              .of("engine", "valkey", is.engine())
              .of("cluster mode", mode, is.clusterMode())
              .of("node type", NODE_TYPE, is.cacheNodeType())
              .of("number of nodes", nodes, is.memberClusters().size())
              .of("TLS", true, is.transitEncryptionEnabled())
              .of("encryption at rest", true, is.atRestEncryptionEnabled())
              .of("automatic failover", AutomaticFailoverStatus.ENABLED, is.automaticFailover())
              .of("Multi-AZ", MultiAZStatus.ENABLED, is.multiAZ())
              .of("user groups", List.of(cluster.userGroup()), is.userGroupIds());
      return tagging.found(elastiCache, is.arn(), is.status(), difference);
    } catch (ReplicationGroupNotFoundException absent) {
      return Optional.empty();
    }
  }

  private ReplicationGroup describe(String id) {
    return elastiCache
        .describeReplicationGroups(r -> r.replicationGroupId(id))
        .replicationGroups()
        .get(0);
  }

  /** Returns the one node group of a cluster, with its primary and reader endpoints. */
  public NodeGroup nodeGroup(String id) {
    return describe(id).nodeGroups().get(0);
  }

  /** Returns the endpoint of a sharded group, from which a cluster client learns the others. */
  public Endpoint configurationEndpoint(String id) {
    return describe(id).configurationEndpoint();
  }
}
