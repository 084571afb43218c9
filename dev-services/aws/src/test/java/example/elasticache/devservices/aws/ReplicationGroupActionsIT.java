package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroupInUseException;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheParameterGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.SourceType;

/** Replication groups through AWS's own SDK: every action, and every refusal. */
class ReplicationGroupActionsIT {
  private final ManualClock clock = new ManualClock(Instant.now());
  @AutoClose private final ControlPlane plane = Aws.slowPlane(clock);
  @AutoClose private final Aws aws = new Aws(plane);

  @Test
  void aReplicationGroupHasWhatItWasAskedFor() {
    aws.elastiCache.createCacheSubnetGroup(
        r ->
            r.cacheSubnetGroupName("subnets")
                .cacheSubnetGroupDescription("two")
                .subnetIds("subnet-a", "subnet-b"));
    aws.elastiCache.createCacheParameterGroup(
        r ->
            r.cacheParameterGroupName("my-valkey8")
                .cacheParameterGroupFamily("valkey8")
                .description("mine"));
    aws.elastiCache.createReplicationGroup(
        r ->
            r.replicationGroupId("my-group")
                .replicationGroupDescription("one primary, one replica")
                .engine("valkey")
                .engineVersion("8.2")
                .numCacheClusters(2)
                .automaticFailoverEnabled(true)
                .multiAZEnabled(true)
                .transitEncryptionEnabled(true)
                .cacheParameterGroupName("my-valkey8")
                .cacheSubnetGroupName("subnets"));
    assertThatThrownBy(
            () ->
                aws.elastiCache.testFailover(
                    r -> r.replicationGroupId("my-group").nodeGroupId("0001")))
        .isInstanceOf(InvalidReplicationGroupStateException.class);
    clock.turn(Duration.ofMinutes(3));
    var group = aws.awaitGroup("my-group");

    assertThat(group.memberClusters()).containsExactly("my-group-001", "my-group-002");
    assertThat(group.atRestEncryptionEnabled()).isTrue();
    assertThat(group.nodeGroups().get(0).nodeGroupMembers())
        .extracting(m -> m.currentRole())
        .containsExactly("primary", "replica");
    assertThat(aws.elastiCache.describeCacheClusters(r -> {}).cacheClusters())
        .extracting(c -> c.cacheClusterId() + " " + c.engineVersion())
        .containsExactly("my-group-001 8.2", "my-group-002 8.2");
    assertThatThrownBy(
            () -> aws.elastiCache.deleteCacheSubnetGroup(r -> r.cacheSubnetGroupName("subnets")))
        .isInstanceOf(CacheSubnetGroupInUseException.class);
    assertThatThrownBy(() -> aws.setParameter("my-valkey8", "cluster-enabled", "yes"))
        .isInstanceOf(InvalidCacheParameterGroupStateException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.deleteCacheParameterGroup(
                    r -> r.cacheParameterGroupName("my-valkey8")))
        .isInstanceOf(InvalidCacheParameterGroupStateException.class);

    aws.elastiCache.increaseReplicaCount(
        r -> r.replicationGroupId("my-group").newReplicaCount(2).applyImmediately(true));
    clock.turn(Duration.ofMinutes(2));
    assertThat(aws.awaitGroup("my-group").memberClusters()).hasSize(3);
    aws.elastiCache.decreaseReplicaCount(
        r -> r.replicationGroupId("my-group").newReplicaCount(1).applyImmediately(true));
    clock.turn(Duration.ofMinutes(2));
    assertThat(aws.awaitGroup("my-group").memberClusters()).hasSize(2);
    assertThatThrownBy(
            () ->
                aws.elastiCache.decreaseReplicaCount(
                    r ->
                        r.replicationGroupId("my-group").newReplicaCount(0).applyImmediately(true)))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.modifyReplicationGroup(
                    r -> r.replicationGroupId("my-group").primaryClusterId("my-group-002")))
        .isInstanceOf(InvalidParameterCombinationException.class)
        .hasMessageContaining("not simulated");
    aws.elastiCache.modifyReplicationGroup(
        r ->
            r.replicationGroupId("my-group")
                .replicationGroupDescription("changed")
                .autoMinorVersionUpgrade(false)
                .securityGroupIds("sg-other"));
    clock.turn(Duration.ofMinutes(2));
    assertThat(aws.awaitGroup("my-group").description()).isEqualTo("changed");
    assertThat(aws.group("my-group").autoMinorVersionUpgrade()).isFalse();
    assertThat(aws.elastiCache.describeCacheClusters(r -> {}).cacheClusters())
        .isNotEmpty()
        .allSatisfy(
            node ->
                assertThat(node.securityGroups())
                    .extracting(g -> g.securityGroupId())
                    .containsExactly("sg-other"));

    aws.elastiCache.deleteReplicationGroup(r -> r.replicationGroupId("my-group"));
    clock.turn(Duration.ofMinutes(1));
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> aws.group("my-group"))
                    .isInstanceOf(ReplicationGroupNotFoundException.class));
    aws.elastiCache.deleteCacheSubnetGroup(r -> r.cacheSubnetGroupName("subnets"));
    aws.elastiCache.deleteCacheParameterGroup(r -> r.cacheParameterGroupName("my-valkey8"));
    assertThat(aws.elastiCache.describeCacheSubnetGroups(r -> {}).cacheSubnetGroups()).isEmpty();
    assertThatThrownBy(
            () ->
                aws.elastiCache.describeCacheParameterGroups(
                    r -> r.cacheParameterGroupName("my-valkey8")))
        .isInstanceOf(CacheParameterGroupNotFoundException.class);
    assertThat(
            aws.elastiCache
                .describeEvents(
                    r -> r.sourceType(SourceType.REPLICATION_GROUP).sourceIdentifier("my-group"))
                .events())
        .extracting(e -> e.message())
        .contains("Replication group is being created", "Replication group is deleted");
  }

  @Test
  void whatContradictsItselfIsRefused() {
    refusedGroup(r -> r.numCacheClusters(1).automaticFailoverEnabled(true), "at least one replica");
    refusedGroup(r -> r.numCacheClusters(2).multiAZEnabled(true), "needs automatic failover");
    refusedGroup(r -> r.engineVersion("8.2.0"), "it is named as in 7.2");
    refusedGroup(r -> r.cacheParameterGroupName("default.redis7"), "wants valkey9");
    refusedGroup(
        r ->
            r.clusterMode("enabled")
                .automaticFailoverEnabled(true)
                .cacheParameterGroupName("default.valkey9"),
        "cluster-enabled no");
    refusedGroup(
        r -> r.clusterMode("disabled").cacheParameterGroupName("default.valkey9.cluster.on"),
        "cluster-enabled yes");
    refusedGroup(r -> r.clusterMode("disabled").numNodeGroups(2), "need cluster mode enabled");
    refusedGroup(r -> r.userGroupIds("nobody"), "needs TransitEncryptionEnabled");
    refusedGroup(r -> r.userGroupIds("one", "another"), "at most one user group");
    refusedGroup(r -> r.transitEncryptionMode("preferred"), "not simulated");
    refusedGroup(r -> r.numNodeGroups(2), "needs automatic failover");
    refusedGroup(
        r -> r.numNodeGroups(2).automaticFailoverEnabled(true).numCacheClusters(4),
        "say NumNodeGroups");
    refusedGroup(
        r -> r.nodeGroupConfiguration(NodeGroupConfiguration.builder().slots("0-16383").build()),
        "not simulated");
    refusedGroup(r -> r.snapshotArns("arn:aws:s3:::bucket/dump.rdb"), "not simulated");
    refusedGroup(r -> r.serverlessCacheSnapshotName("s"), "not simulated");
    refusedGroup(
        r -> r.snapshotName("s").numNodeGroups(2).automaticFailoverEnabled(true), "not simulated");
    assertThatThrownBy(
            () ->
                aws.elastiCache.createReplicationGroup(
                    r ->
                        r.replicationGroupId("g")
                            .replicationGroupDescription("d")
                            .engine("valkey")
                            .cacheSubnetGroupName("nowhere")))
        .isInstanceOf(CacheSubnetGroupNotFoundException.class);
    for (String name : List.of("-a", "a-", "a--b", "1a", "a_b", "", "x".repeat(41))) {
      assertThatThrownBy(
              () ->
                  aws.elastiCache.createServerlessCache(
                      r -> r.serverlessCacheName(name).engine("valkey")))
          .isInstanceOf(InvalidParameterValueException.class);
    }
  }

  private void refusedGroup(
      Consumer<CreateReplicationGroupRequest.Builder> options, String reason) {
    assertThatThrownBy(
            () ->
                aws.elastiCache.createReplicationGroup(
                    r ->
                        r.replicationGroupId("g")
                            .replicationGroupDescription("d")
                            .engine("valkey")
                            .applyMutation(options)))
        .isInstanceOf(InvalidParameterCombinationException.class)
        .hasMessageContaining(reason);
  }
}
