package example.elasticache.clustersetup;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.AZMode;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheClusterNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.SecurityGroupMembership;

/** A Memcached cluster: nodes that know nothing of each other. */
public final class MemcachedSteps {
  private static final String NODE_TYPE = "cache.t4g.micro";

  private final ElastiCacheClient elastiCache;
  private final Tagging tagging;

  /** Works through this client, and tags what it makes. */
  public MemcachedSteps(ElastiCacheClient elastiCache, Tagging tagging) {
    this.elastiCache = elastiCache;
    this.tagging = tagging;
  }

  // tag::memcached[]
  /** Returns a Memcached cluster: nodes that a client finds through the configuration endpoint. */
  public Step cluster(String id, String subnetGroup, int nodes, Place place) {
    return new Step(
        "Memcached cluster " + id,
        "%d nodes that share the keys; no replicas, no TLS, no users here".formatted(nodes),
        Optional.of(Cost.ofNodes(nodes)),
        () -> find(id, nodes, place),
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

  private Optional<Step.Found> find(String id, int nodes, Place place) {
    try {
      var is = elastiCache.describeCacheClusters(r -> r.cacheClusterId(id)).cacheClusters().get(0);
      var difference =
          new Difference()
              .of("engine", "memcached", is.engine())
              .of("node type", NODE_TYPE, is.cacheNodeType())
              .of("number of nodes", nodes, is.numCacheNodes())
              .of("security groups", List.of(place.securityGroup()), securityGroups(is));
      return tagging.found(elastiCache, is.arn(), is.cacheClusterStatus(), difference);
    } catch (CacheClusterNotFoundException absent) {
      return Optional.empty();
    }
  }

  private static List<String> securityGroups(CacheCluster cluster) {
    return cluster.securityGroups().stream().map(SecurityGroupMembership::securityGroupId).toList();
  }

  /** Returns the configuration endpoint, which names the nodes to clients with auto discovery. */
  public Endpoint endpoint(String id) {
    return elastiCache
        .describeCacheClusters(r -> r.cacheClusterId(id))
        .cacheClusters()
        .get(0)
        .configurationEndpoint();
  }
}
