package example.elasticache.clustersetup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.Subnet;

/** What a cluster of one's own refers to: where its nodes lie, and how its engines are set. */
public final class GroupSteps {
  private static final String FAMILY = "valkey8";
  private static final Map<String, String> EVICT_ANY_KEY =
      Map.of("maxmemory-policy", "allkeys-lru");
  private static final Map<String, String> SHARDED =
      Map.of("cluster-enabled", "yes", "maxmemory-policy", "allkeys-lru");

  private final ElastiCacheClient elastiCache;
  private final Tagging tagging;

  /** Works through this client, and tags what it makes. */
  public GroupSteps(ElastiCacheClient elastiCache, Tagging tagging) {
    this.elastiCache = elastiCache;
    this.tagging = tagging;
  }

  /** Returns the group of subnets that the nodes are spread over. */
  public Step subnetGroup(String name, Place place) {
    return new Step(
        "subnet group " + name,
        "where the nodes lie: two zones, so that one may fail",
        Optional.empty(),
        () -> findSubnetGroup(name, place),
        () ->
            elastiCache.createCacheSubnetGroup(
                r ->
                    r.cacheSubnetGroupName(name)
                        .cacheSubnetGroupDescription("ElastiCache by Example")
                        .subnetIds(place.subnets())
                        .tags(tagging.tags())),
        () -> elastiCache.deleteCacheSubnetGroup(r -> r.cacheSubnetGroupName(name)));
  }

  private Optional<Step.Found> findSubnetGroup(String name, Place place) {
    try {
      var is =
          elastiCache
              .describeCacheSubnetGroups(r -> r.cacheSubnetGroupName(name))
              .cacheSubnetGroups()
              .get(0);
      Set<String> subnets =
          is.subnets().stream().map(Subnet::subnetIdentifier).collect(Collectors.toSet());
      var difference = new Difference().of("subnets", Set.copyOf(place.subnets()), subnets);
      return tagging.found(elastiCache, is.arn(), "available", difference);
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
        Optional.empty(),
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
      // What is not set yet is set by the next run; what is set otherwise, somebody wants so.
      parameters.forEach((p, wanted) -> difference.of(p, wanted, set.getOrDefault(p, wanted)));
      boolean whole = set.keySet().containsAll(parameters.keySet());
      String status = whole ? "available" : Step.INCOMPLETE;
      return tagging.found(elastiCache, is.arn(), status, difference);
    } catch (CacheParameterGroupNotFoundException absent) {
      return Optional.empty();
    }
  }
}
