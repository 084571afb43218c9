package example.elasticache.clustersetup;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheUsageLimits;
import software.amazon.awssdk.services.elasticache.model.DataStorage;
import software.amazon.awssdk.services.elasticache.model.DataStorageUnit;
import software.amazon.awssdk.services.elasticache.model.ECPUPerSecond;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheNotFoundException;

/** A serverless cache: no node to choose, and a limit so that no mistake is dear. */
public final class ServerlessSteps {
  private static final int GIGABYTES = 1;
  private static final int ECPU_PER_SECOND = 1_000;

  private final ElastiCacheClient elastiCache;
  private final Tagging tagging;

  /** Works through this client, and tags what it makes. */
  public ServerlessSteps(ElastiCacheClient elastiCache, Tagging tagging) {
    this.elastiCache = elastiCache;
    this.tagging = tagging;
  }

  // tag::create[]
  /** Returns a cache that lets in the users of one group. */
  public Step cache(String name, String userGroup, Place place) {
    return new Step(
        "serverless cache " + name,
        "Valkey 8, at most 1 GB; TLS and encryption at rest are always on",
        // At most: 61 for a gigabyte that is always full, 6 for 1,000 ECPU in each second.
        Optional.of(new Cost(6, 67, "by use, up to the limits; us-east-1, June 2026")),
        () -> find(name, userGroup, place),
        () ->
            elastiCache.createServerlessCache(
                r ->
                    r.serverlessCacheName(name)
                        .description("ElastiCache by Example")
                        // Its least price is a fifteenth of that of Redis OSS or Memcached.
                        .engine("valkey")
                        .majorEngineVersion("8")
                        .cacheUsageLimits(
                            limits ->
                                limits
                                    .dataStorage(d -> d.maximum(GIGABYTES).unit(DataStorageUnit.GB))
                                    .ecpuPerSecond(e -> e.maximum(ECPU_PER_SECOND)))
                        .subnetIds(place.subnets())
                        .securityGroupIds(place.securityGroup())
                        .userGroupId(userGroup)
                        // Daily snapshots are off unless one asks for them.
                        .snapshotRetentionLimit(1)
                        .tags(tagging.tags())),
        () -> elastiCache.deleteServerlessCache(r -> r.serverlessCacheName(name)));
  }

  // end::create[]

  private Optional<Step.Found> find(String name, String userGroup, Place place) {
    try {
      var is =
          elastiCache
              .describeServerlessCaches(r -> r.serverlessCacheName(name))
              .serverlessCaches()
              .get(0);
      var difference =
          new Difference()
              .of("engine", "valkey", is.engine())
              .of("major version", "8", is.majorEngineVersion())
              .of("gigabytes at most", GIGABYTES, gigabytes(is.cacheUsageLimits()))
              .of("ECPU a second at most", ECPU_PER_SECOND, ecpuPerSecond(is.cacheUsageLimits()))
              .of("subnets", Set.copyOf(place.subnets()), Set.copyOf(is.subnetIds()))
              .of("security groups", List.of(place.securityGroup()), is.securityGroupIds())
              .of("user group", userGroup, is.userGroupId());
      return tagging.found(elastiCache, is.arn(), is.status(), difference);
    } catch (ServerlessCacheNotFoundException absent) {
      return Optional.empty();
    }
  }

  private static Integer gigabytes(CacheUsageLimits limitsOrNull) {
    return Optional.ofNullable(limitsOrNull)
        .map(CacheUsageLimits::dataStorage)
        .map(DataStorage::maximum)
        .orElse(null);
  }

  private static Integer ecpuPerSecond(CacheUsageLimits limitsOrNull) {
    return Optional.ofNullable(limitsOrNull)
        .map(CacheUsageLimits::ecpuPerSecond)
        .map(ECPUPerSecond::maximum)
        .orElse(null);
  }

  /** Returns where to read and write. */
  public Endpoint endpoint(String name) {
    return elastiCache
        .describeServerlessCaches(r -> r.serverlessCacheName(name))
        .serverlessCaches()
        .get(0)
        .endpoint();
  }
}
