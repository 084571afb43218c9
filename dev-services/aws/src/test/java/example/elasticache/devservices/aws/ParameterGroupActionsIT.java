package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheParameterGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;

/** Parameter groups and engine versions through AWS's own SDK. */
class ParameterGroupActionsIT {
  @AutoClose private final ControlPlane plane = ControlPlane.start();
  @AutoClose private final Aws aws = new Aws(plane);

  @Test
  void aCustomGroupTakesKnownValuesAndADefaultGroupNone() {
    aws.elastiCache.createCacheParameterGroup(
        r ->
            r.cacheParameterGroupName("mine")
                .cacheParameterGroupFamily("valkey8")
                .description("mine"));
    assertThatThrownBy(
            () ->
                aws.elastiCache.createCacheParameterGroup(
                    r ->
                        r.cacheParameterGroupName("mine")
                            .cacheParameterGroupFamily("valkey8")
                            .description("again")))
        .isInstanceOf(CacheParameterGroupAlreadyExistsException.class);
    aws.setParameter("mine", "maxmemory-policy", "allkeys-lru");
    assertThat(
            aws.elastiCache
                .describeCacheParameters(r -> r.cacheParameterGroupName("mine").source("user"))
                .parameters())
        .extracting(p -> p.parameterName() + "=" + p.parameterValue())
        .containsExactly("maxmemory-policy=allkeys-lru");
    assertThatThrownBy(() -> aws.setParameter("mine", "maxmemory-policy", "newest-first"))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(() -> aws.setParameter("mine", "timeout", "19"))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(() -> aws.setParameter("mine", "cluster-enabled", "perhaps"))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(() -> aws.setParameter("mine", "requirepass", "x"))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(() -> aws.setParameter("default.valkey8", "timeout", "20"))
        .isInstanceOf(InvalidCacheParameterGroupStateException.class);
    aws.elastiCache.resetCacheParameterGroup(
        r -> r.cacheParameterGroupName("mine").resetAllParameters(true));
    assertThat(
            aws.elastiCache
                .describeCacheParameters(r -> r.cacheParameterGroupName("mine").source("user"))
                .parameters())
        .isEmpty();
    assertThat(aws.elastiCache.describeCacheParameterGroups(r -> {}).cacheParameterGroups())
        .extracting(g -> g.cacheParameterGroupName())
        .contains("default.valkey9", "default.valkey8.cluster.on", "default.memcached1.6", "mine");
  }

  @Test
  void theNewestVersionIsTheDefault() {
    assertThat(
            aws.elastiCache
                .describeCacheEngineVersions(r -> r.engine("valkey").defaultOnly(true))
                .cacheEngineVersions())
        .extracting(v -> v.engineVersion() + " " + v.cacheParameterGroupFamily())
        .containsExactly("9.1 valkey9");
    assertThat(
            aws.elastiCache
                .describeCacheEngineVersions(r -> r.engine("redis"))
                .cacheEngineVersions())
        .extracting(v -> v.engineVersion())
        .last()
        .isEqualTo("7.1");
  }
}
