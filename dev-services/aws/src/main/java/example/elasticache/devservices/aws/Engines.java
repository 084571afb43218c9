package example.elasticache.devservices.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsResponse;

/**
 * The engines that ElastiCache offers, as of November 2026.
 *
 * <p>Whatever version is asked for, the process behind it is the one that this machine has.
 */
final class Engines {

  private record Version(String engine, String version, String family) {}

  /** Oldest first, so that the last of an engine is its newest. */
  private static final List<Version> VERSIONS =
      List.of(
          new Version("valkey", "7.2", "valkey7"),
          new Version("valkey", "8.0", "valkey8"),
          new Version("valkey", "8.1", "valkey8"),
          new Version("valkey", "8.2", "valkey8"),
          new Version("valkey", "9.0", "valkey9"),
          new Version("valkey", "9.1", "valkey9"),
          new Version("redis", "6.2", "redis6.x"),
          new Version("redis", "7.0", "redis7"),
          new Version("redis", "7.1", "redis7"),
          new Version("memcached", "1.6.12", "memcached1.6"),
          new Version("memcached", "1.6.22", "memcached1.6"));

  /** Returns the version to use: the one asked for, or the newest. */
  static String version(String engine, String askedOrNull) {
    List<Version> offered = VERSIONS.stream().filter(v -> v.engine.equals(engine)).toList();
    if (offered.isEmpty()) {
      throw Fault.badValue("The engine must be valkey, redis or memcached.");
    }
    if (askedOrNull == null) {
      return offered.get(offered.size() - 1).version;
    }
    return offered.stream()
        .filter(v -> v.version.equals(askedOrNull))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.badCombination(
                    "Cannot find version %s for %s; it is named as in %s."
                        .formatted(askedOrNull, engine, offered.get(0).version)))
        .version;
  }

  /** Returns the full version of a serverless cache's major one. */
  static String newestOf(String engine, String majorOrNull) {
    return VERSIONS.stream()
        .filter(v -> v.engine.equals(engine))
        .map(Version::version)
        .filter(v -> majorOrNull == null || v.startsWith(majorOrNull + "."))
        .reduce((older, newer) -> newer)
        .orElseThrow(
            () -> Fault.badValue("There is no version " + majorOrNull + " of " + engine + "."));
  }

  static String family(String engine, String version) {
    return VERSIONS.stream()
        .filter(v -> v.engine.equals(engine) && v.version.equals(version))
        .findFirst()
        .orElseThrow()
        .family;
  }

  static List<String> families() {
    return VERSIONS.stream().map(Version::family).distinct().toList();
  }

  DescribeCacheEngineVersionsResponse describe(DescribeCacheEngineVersionsRequest r, Call call) {
    List<Version> found =
        VERSIONS.stream()
            .filter(v -> r.engine() == null || r.engine().equals(v.engine))
            .filter(v -> r.engineVersion() == null || r.engineVersion().equals(v.version))
            .filter(
                v ->
                    r.cacheParameterGroupFamily() == null
                        || r.cacheParameterGroupFamily().equals(v.family))
            .filter(
                v ->
                    !Boolean.TRUE.equals(r.defaultOnly())
                        || v.version.equals(version(v.engine, null)))
            .toList();
    return DescribeCacheEngineVersionsResponse.builder()
        .cacheEngineVersions(found.stream().map(Engines::shown).toList())
        .build();
  }

  private static CacheEngineVersion shown(Version v) {
    String title =
        Optional.of(v.engine).filter("redis"::equals).map(e -> "Redis OSS").orElse(v.engine);
    return CacheEngineVersion.builder()
        .engine(v.engine)
        .engineVersion(v.version)
        .cacheParameterGroupFamily(v.family)
        .cacheEngineDescription(title)
        .cacheEngineVersionDescription(title + " version " + v.version)
        .build();
  }
}
