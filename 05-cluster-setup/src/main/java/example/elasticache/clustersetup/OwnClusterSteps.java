package example.elasticache.clustersetup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.AZMode;
import software.amazon.awssdk.services.elasticache.model.AutomaticFailoverStatus;
import software.amazon.awssdk.services.elasticache.model.CacheClusterNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.ClusterMode;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.IpDiscovery;
import software.amazon.awssdk.services.elasticache.model.MultiAZStatus;
import software.amazon.awssdk.services.elasticache.model.NetworkType;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;

/** A cluster of one's own: every option that the console asks for, and those that it should. */
public final class OwnClusterSteps {
  private static final String NODE_TYPE = "cache.t4g.micro";
  private static final String FAMILY = "valkey8";
  private static final Map<String, String> EVICT_ANY_KEY =
      Map.of("maxmemory-policy", "allkeys-lru");
  private static final Map<String, String> SHARDED =
      Map.of("cluster-enabled", "yes", "maxmemory-policy", "allkeys-lru");

  private final ElastiCacheClient elastiCache;
  private final Tagging tagging;

  /** Works through this client, and tags what it makes. */
  public OwnClusterSteps(ElastiCacheClient elastiCache, Tagging tagging) {
    this.elastiCache = elastiCache;
    this.tagging = tagging;
  }

  /** Returns the group of subnets that the nodes are spread over. */
  public Step subnetGroup(String name, Place place) {
    return new Step(
        "subnet group " + name,
        "where the nodes lie: two zones, so that one may fail",
        "",
        () -> findSubnetGroup(name),
        () ->
            elastiCache.createCacheSubnetGroup(
                r ->
                    r.cacheSubnetGroupName(name)
                        .cacheSubnetGroupDescription("ElastiCache by Example")
                        .subnetIds(place.subnets())
                        .tags(tagging.tags())),
        () -> elastiCache.deleteCacheSubnetGroup(r -> r.cacheSubnetGroupName(name)));
  }

  private Optional<Step.Found> findSubnetGroup(String name) {
    try {
      var is =
          elastiCache
              .describeCacheSubnetGroups(r -> r.cacheSubnetGroupName(name))
              .cacheSubnetGroups()
              .get(0);
      return tagging.found(elastiCache, is.arn(), "available", new Difference());
    } catch (CacheSubnetGroupNotFoundException absent) {
      return Optional.empty();
    }
  }

  // tag::parameters[]
  /** Returns the group of parameters: a cache evicts any key, not only those that expire. */
  public Step parameterGroup(String name) {
    return parameterGroup(name, EVICT_ANY_KEY);
  }

  /** Returns the same for a sharded group, which takes no other: cluster mode is a parameter. */
  public Step shardedParameterGroup(String name) {
    return parameterGroup(name, SHARDED);
  }

  private Step parameterGroup(String name, Map<String, String> parameters) {
    return new Step(
        "parameter group " + name,
        texts(parameters) + "; the default group cannot be changed",
        "",
        () -> findParameterGroup(name, parameters),
        () -> createParameterGroup(name, parameters),
        () -> elastiCache.deleteCacheParameterGroup(r -> r.cacheParameterGroupName(name)));
  }

  private void createParameterGroup(String name, Map<String, String> parameters) {
    if (findParameterGroup(name, parameters).isEmpty()) {
      elastiCache.createCacheParameterGroup(
          r ->
              r.cacheParameterGroupName(name)
                  .cacheParameterGroupFamily(FAMILY)
                  .description("ElastiCache by Example")
                  .tags(tagging.tags()));
    }
    List<ParameterNameValue> values =
        parameters.entrySet().stream()
            .map(
                p ->
                    ParameterNameValue.builder()
                        .parameterName(p.getKey())
                        .parameterValue(p.getValue())
                        .build())
            .toList();
    elastiCache.modifyCacheParameterGroup(
        r -> r.cacheParameterGroupName(name).parameterNameValues(values));
  }

  // end::parameters[]

  private static String texts(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(p -> p.getKey() + " " + p.getValue())
            .collect(Collectors.joining(", "));
  }

  private Optional<Step.Found> findParameterGroup(String name, Map<String, String> parameters) {
    try {
      var is =
          elastiCache
              .describeCacheParameterGroups(r -> r.cacheParameterGroupName(name))
              .cacheParameterGroups()
              .get(0);
      Map<String, String> set = new TreeMap<>();
      elastiCache
          .describeCacheParametersPaginator(r -> r.cacheParameterGroupName(name).source("user"))
          .parameters()
          .forEach(p -> set.put(p.parameterName(), p.parameterValue()));
      var difference = new Difference().of("family", FAMILY, is.cacheParameterGroupFamily());
      String status = set.equals(parameters) ? "available" : Step.INCOMPLETE;
      return tagging.found(elastiCache, is.arn(), status, difference);
    } catch (CacheParameterGroupNotFoundException absent) {
      return Optional.empty();
    }
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
    return new Step(
        "replication group " + cluster.id(),
        "Valkey 8.2, one primary and %d replicas in two zones".formatted(cluster.replicas()),
        "about %d USD a month: %d nodes, 12 each (us-east-1 list, 2026; check the price page)"
            .formatted(12 * nodes, nodes),
        () -> findReplicationGroup(cluster, ClusterMode.DISABLED),
        () ->
            elastiCache.createReplicationGroup(
                r ->
                    r.replicationGroupId(cluster.id())
                        .replicationGroupDescription("ElastiCache by Example")
                        .engine("valkey")
                        .engineVersion("8.2")
                        .cacheNodeType(NODE_TYPE)
                        // Cluster mode disabled is: one node group, and this many nodes in it.
                        .numCacheClusters(nodes)
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
                        .tags(tagging.tags())),
        () -> elastiCache.deleteReplicationGroup(r -> r.replicationGroupId(cluster.id())));
  }

  // end::cluster[]

  private Optional<Step.Found> findReplicationGroup(Cluster cluster, ClusterMode mode) {
    try {
      ReplicationGroup is = describe(cluster.id());
      var difference =
          new Difference()
              .of("engine", "valkey", is.engine())
              .of("cluster mode", mode, is.clusterMode())
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

  // tag::shards[]
  /**
   * Returns a replication group with cluster mode enabled: shards, each with its own replicas.
   *
   * <p>Its parameter group is one with {@code cluster-enabled}, as {@link #shardedParameterGroup}.
   */
  public Step shardedGroup(Cluster cluster, int shards, Place place) {
    int nodes = shards * (1 + cluster.replicas());
    return new Step(
        "sharded group " + cluster.id(),
        "Valkey 8.2, %d shards with %d replicas each".formatted(shards, cluster.replicas()),
        "about %d USD a month: %d nodes, 12 each (us-east-1 list, 2026; check the price page)"
            .formatted(12 * nodes, nodes),
        () -> findReplicationGroup(cluster, ClusterMode.ENABLED),
        () ->
            elastiCache.createReplicationGroup(
                r ->
                    r.replicationGroupId(cluster.id())
                        .replicationGroupDescription("ElastiCache by Example")
                        .engine("valkey")
                        .engineVersion("8.2")
                        .cacheNodeType(NODE_TYPE)
                        // Cluster mode enabled: so many shards, and so many replicas in each.
                        // The parameter group must say so too.
                        .clusterMode(ClusterMode.ENABLED)
                        .numNodeGroups(shards)
                        .replicasPerNodeGroup(cluster.replicas())
                        .cacheSubnetGroupName(cluster.subnetGroup())
                        .securityGroupIds(place.securityGroup())
                        .cacheParameterGroupName(cluster.parameterGroup())
                        .transitEncryptionEnabled(true)
                        .atRestEncryptionEnabled(true)
                        .automaticFailoverEnabled(true)
                        .multiAZEnabled(true)
                        .snapshotRetentionLimit(1)
                        .userGroupIds(cluster.userGroup())
                        .tags(tagging.tags())),
        () -> elastiCache.deleteReplicationGroup(r -> r.replicationGroupId(cluster.id())));
  }

  // end::shards[]

  /** Returns the endpoint of a sharded group, from which a cluster client learns the others. */
  public Endpoint configurationEndpoint(String id) {
    return describe(id).configurationEndpoint();
  }

  // tag::memcached[]
  /** Returns a Memcached cluster: nodes that a client finds through the configuration endpoint. */
  public Step memcached(String id, String subnetGroup, int nodes, Place place) {
    return new Step(
        "Memcached cluster " + id,
        "%d nodes that share the keys; no replicas, no TLS, no users here".formatted(nodes),
        "about %d USD a month: %d nodes, 12 each (us-east-1 list, 2026; check the price page)"
            .formatted(12 * nodes, nodes),
        () -> findMemcached(id),
        () ->
            // Memcached is created by create-cache-cluster, Valkey by create-replication-group.
            elastiCache.createCacheCluster(
                r ->
                    r.cacheClusterId(id)
                        .engine("memcached")
                        .cacheNodeType(NODE_TYPE)
                        .numCacheNodes(nodes)
                        .azMode(AZMode.CROSS_AZ)
                        .cacheSubnetGroupName(subnetGroup)
                        .securityGroupIds(place.securityGroup())
                        .tags(tagging.tags())),
        () -> elastiCache.deleteCacheCluster(r -> r.cacheClusterId(id)));
  }

  // end::memcached[]

  private Optional<Step.Found> findMemcached(String id) {
    try {
      var is = elastiCache.describeCacheClusters(r -> r.cacheClusterId(id)).cacheClusters().get(0);
      var difference = new Difference().of("engine", "memcached", is.engine());
      return tagging.found(elastiCache, is.arn(), is.cacheClusterStatus(), difference);
    } catch (CacheClusterNotFoundException absent) {
      return Optional.empty();
    }
  }
}
