package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupNotFoundException;

/** A replication group of two shards, behind its configuration endpoint. */
class ClusterModeIT {
  private static ControlPlane plane;
  private static Aws aws;

  @BeforeAll
  static void start() {
    plane = ControlPlane.start();
    aws = new Aws(plane);
    aws.elastiCache.createUser(
        r ->
            r.userId("app")
                .userName("app")
                .engine("valkey")
                .accessString("on ~app:* +@all")
                .authenticationMode(a -> a.type("iam")));
    aws.elastiCache.createUserGroup(r -> r.userGroupId("group").engine("valkey").userIds("app"));
    aws.elastiCache.createReplicationGroup(
        r ->
            r.replicationGroupId("cme")
                .replicationGroupDescription("two shards, a replica each")
                .engine("valkey")
                .engineVersion("8.2")
                .numNodeGroups(2)
                .replicasPerNodeGroup(1)
                .automaticFailoverEnabled(true)
                .transitEncryptionEnabled(true)
                .userGroupIds("group"));
    aws.awaitGroup("cme");
  }

  @AfterAll
  static void stop() {
    aws.close();
    plane.close();
  }

  private static HostAndPort configurationEndpoint() {
    var endpoint = aws.group("cme").configurationEndpoint();
    return new HostAndPort(endpoint.address(), endpoint.port());
  }

  private static DefaultJedisClientConfig login() {
    return DefaultJedisClientConfig.builder()
        .timeoutMillis(5_000)
        .credentialsProvider(
            () ->
                new DefaultRedisCredentials(
                    "app", Aws.token("cme", "app", false, Aws.KEYS, InstantSource.system())))
        .sslOptions(Aws.trust(plane))
        .build();
  }

  private static RedisClusterClient client() {
    return RedisClusterClient.builder()
        .nodes(Set.of(configurationEndpoint()))
        .clientConfig(login())
        .build();
  }

  @Test
  void itShowsShardsWithTheirSlotsAndOneEndpoint() {
    var group = aws.group("cme");

    assertThat(group.clusterEnabled()).isTrue();
    assertThat(group.nodeGroups())
        .extracting(NodeGroup::nodeGroupId, NodeGroup::slots, NodeGroup::primaryEndpoint)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("0001", "0-8191", null),
            org.assertj.core.groups.Tuple.tuple("0002", "8192-16383", null));
    assertThat(group.memberClusters()).hasSize(4);
    assertThat(
            aws.elastiCache
                .describeCacheClusters(r -> r.cacheClusterId("cme-0001-001"))
                .cacheClusters()
                .get(0)
                .cacheParameterGroup()
                .cacheParameterGroupName())
        .isEqualTo("default.valkey8.cluster.on");
  }

  @Test
  void aClusterClientReachesEveryShardThroughItsDoors() {
    try (var client = client()) {
      for (int i = 0; i < 100; i++) {
        client.set("app:" + i, "" + i);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(client.get("app:" + i)).isEqualTo("" + i);
      }
      Set<String> hosts = new HashSet<>();
      client.getClusterNodes().keySet().forEach(node -> hosts.add(node.split(":")[0]));
      assertThat(client.getClusterNodes()).hasSize(4);
      assertThat(hosts).containsExactly("localhost");
      assertThatThrownBy(() -> client.set("other", "x")).hasMessageStartingWith("NOPERM");
    }
    try (var jedis = new Jedis(configurationEndpoint(), login())) {
      assertThatThrownBy(() -> jedis.mset("app:1", "1", "app:2", "2"))
          .hasMessageStartingWith("CROSSSLOT");
      assertThatThrownBy(jedis::clusterReset).hasMessageStartingWith("NOPERM");
    }
  }

  @Test
  void eachShardFailsOverByItself() {
    for (String shard : new String[] {"0001", "0002"}) {
      try (var client = client()) {
        client.set("app:before", shard);

        aws.elastiCache.testFailover(r -> r.replicationGroupId("cme").nodeGroupId(shard));
        aws.awaitGroup("cme");
      }
      try (var client = client()) {
        for (int i = 0; i < 50; i++) {
          client.set("app:after:" + i, shard);
        }
        assertThat(client.get("app:before")).isNotNull();
      }
    }
    assertThat(aws.elastiCache.describeEvents(r -> {}).events())
        .extracting(e -> e.message())
        .contains("Failover from primary node cme-0001-001 to replica node cme-0001-002 completed");
  }

  @Test
  void whatIsNotPossibleIsRefused() {
    assertThatThrownBy(
            () ->
                aws.elastiCache.testFailover(r -> r.replicationGroupId("cme").nodeGroupId("0003")))
        .isInstanceOf(NodeGroupNotFoundException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.increaseReplicaCount(
                    r -> r.replicationGroupId("cme").newReplicaCount(2).applyImmediately(true)))
        .isInstanceOf(InvalidParameterCombinationException.class)
        .hasMessageContaining("not simulated");
  }
}
