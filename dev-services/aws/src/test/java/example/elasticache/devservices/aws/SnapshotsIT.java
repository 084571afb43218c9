package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.params.SetParams;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheNotFoundException;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheSnapshotNotFoundException;
import software.amazon.awssdk.services.elasticache.model.SnapshotAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;

/** What a cache held comes back after its end. */
class SnapshotsIT {
  private static ControlPlane plane;
  private static Aws aws;

  @BeforeAll
  static void start() {
    plane = ControlPlane.start();
    aws = new Aws(plane);
  }

  @AfterAll
  static void stop() {
    aws.close();
    plane.close();
  }

  private static HostAndPort at(Endpoint endpoint) {
    return new HostAndPort(endpoint.address(), endpoint.port());
  }

  private static RedisClient group(Endpoint endpoint) {
    return RedisClient.builder().hostAndPort(at(endpoint)).build();
  }

  private static RedisClusterClient serverless(Endpoint endpoint) {
    return RedisClusterClient.builder()
        .nodes(Set.of(at(endpoint)))
        .clientConfig(
            DefaultJedisClientConfig.builder()
                .sslOptions(Aws.trust(plane))
                .timeoutMillis(5_000)
                .build())
        .build();
  }

  private static Endpoint createGroup(String id, String snapshotOrNull) {
    aws.elastiCache.createReplicationGroup(
        r ->
            r.replicationGroupId(id)
                .replicationGroupDescription("d")
                .engine("valkey")
                .numCacheClusters(2)
                .automaticFailoverEnabled(true)
                .snapshotName(snapshotOrNull));
    return aws.awaitGroup(id).nodeGroups().get(0).primaryEndpoint();
  }

  private static void deleteGroup(String id) {
    aws.elastiCache.deleteReplicationGroup(r -> r.replicationGroupId(id));
    await()
        .until(
            () ->
                aws.elastiCache.describeReplicationGroups().replicationGroups().stream()
                    .noneMatch(g -> g.replicationGroupId().equals(id)));
  }

  @Test
  void aReplicationGroupComesBackWithTheKeysOfThatMoment() {
    try (var redis = group(createGroup("before", null))) {
      redis.set("kept", "1");
      redis.set("mortal", "2", SetParams.setParams().ex(3_600));
      var taken =
          aws.elastiCache
              .createSnapshot(r -> r.snapshotName("snap").replicationGroupId("before"))
              .snapshot();
      assertThat(taken.arn()).endsWith(":snapshot:snap");
      await().until(() -> snapshotStatus("snap").equals("available"));
      aws.awaitGroup("before");
      redis.set("later", "3");
    }
    assertThatThrownBy(
            () ->
                aws.elastiCache.createSnapshot(
                    r -> r.snapshotName("snap").replicationGroupId("before")))
        .isInstanceOf(SnapshotAlreadyExistsException.class);
    deleteGroup("before");

    try (var redis = group(createGroup("after", "snap"))) {
      assertThat(redis.get("kept")).isEqualTo("1");
      assertThat(redis.ttl("mortal")).isBetween(1L, 3_600L);
      assertThat(redis.get("later")).isNull();
      // The replica has the keys as well: it is the one that serves after a failover.
      aws.elastiCache.testFailover(r -> r.replicationGroupId("after").nodeGroupId("0001"));
      aws.awaitGroup("after");
    }
    try (var redis = group(aws.group("after").nodeGroups().get(0).primaryEndpoint())) {
      assertThat(redis.get("kept")).isEqualTo("1");
    }
    aws.elastiCache.deleteSnapshot(r -> r.snapshotName("snap"));
    assertThatThrownBy(() -> aws.elastiCache.deleteSnapshot(r -> r.snapshotName("snap")))
        .isInstanceOf(SnapshotNotFoundException.class);
    deleteGroup("after");
  }

  private static String snapshotStatus(String name) {
    return aws.elastiCache
        .describeSnapshots(r -> r.snapshotName(name))
        .snapshots()
        .get(0)
        .snapshotStatus();
  }

  @Test
  void aServerlessCacheComesBackWithItsKeys() {
    aws.elastiCache.createServerlessCache(r -> r.serverlessCacheName("first").engine("valkey"));
    try (var cache = serverless(aws.awaitServerless("first").endpoint())) {
      cache.set("kept", "1");
    }
    var taken =
        aws.elastiCache
            .createServerlessCacheSnapshot(
                r -> r.serverlessCacheSnapshotName("s-snap").serverlessCacheName("first"))
            .serverlessCacheSnapshot();
    assertThat(taken.serverlessCacheConfiguration().serverlessCacheName()).isEqualTo("first");
    await().until(() -> serverlessStatus("s-snap").equals("available"));
    assertThatThrownBy(
            () ->
                aws.elastiCache.createServerlessCacheSnapshot(
                    r -> r.serverlessCacheSnapshotName("s-snap").serverlessCacheName("first")))
        .isInstanceOf(ServerlessCacheSnapshotAlreadyExistsException.class);
    aws.elastiCache.deleteServerlessCache(r -> r.serverlessCacheName("first"));

    aws.elastiCache.createServerlessCache(
        r -> r.serverlessCacheName("second").engine("valkey").snapshotArnsToRestore(taken.arn()));
    try (var cache = serverless(aws.awaitServerless("second").endpoint())) {
      assertThat(cache.get("kept")).isEqualTo("1");
      cache.set("new", "2");
    }
    aws.elastiCache.deleteServerlessCacheSnapshot(r -> r.serverlessCacheSnapshotName("s-snap"));
    assertThatThrownBy(() -> serverlessStatus("s-snap"))
        .isInstanceOf(ServerlessCacheSnapshotNotFoundException.class);
    aws.elastiCache.deleteServerlessCache(r -> r.serverlessCacheName("second"));
  }

  private static String serverlessStatus(String name) {
    return aws.elastiCache
        .describeServerlessCacheSnapshots(r -> r.serverlessCacheSnapshotName(name))
        .serverlessCacheSnapshots()
        .get(0)
        .status();
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(
            () -> aws.elastiCache.createSnapshot(r -> r.snapshotName("s").replicationGroupId("no")))
        .isInstanceOf(ReplicationGroupNotFoundException.class);
    assertThatThrownBy(() -> aws.elastiCache.createSnapshot(r -> r.snapshotName("s")))
        .isInstanceOf(InvalidParameterCombinationException.class);
    assertThatThrownBy(() -> snapshotStatus("no")).isInstanceOf(SnapshotNotFoundException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.createServerlessCacheSnapshot(
                    r -> r.serverlessCacheSnapshotName("s").serverlessCacheName("no")))
        .isInstanceOf(ServerlessCacheNotFoundException.class);
    assertThatThrownBy(() -> createGroup("never", "no"))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.createServerlessCache(
                    r ->
                        r.serverlessCacheName("never")
                            .engine("valkey")
                            .snapshotArnsToRestore(
                                "arn:aws:elasticache:x:1:serverlesssnapshot:no")))
        .isInstanceOf(InvalidParameterValueException.class);
  }
}
