package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.aws.ControlPlane;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.SourceType;

/** The application's side: log in with IAM, and stay logged in. */
class CacheLoginIT {
  private static final Chapter CHAPTER = new Chapter("login", Cloud.PLACE);
  private static ControlPlane plane;
  private static AwsClients aws;
  private static CacheClients clients;
  private static OwnClusterSteps own;
  private static GroupSteps groups;

  @BeforeAll
  static void start() {
    plane = ControlPlane.start();
    aws = Cloud.clients(plane);
    clients =
        CacheClients.trusting(plane.certificates().trustStore(), plane.certificates().password());
    groups = new GroupSteps(aws.elastiCache(), new Tagging("login"));
    own = new OwnClusterSteps(aws.elastiCache(), new Tagging("login"));
    new Setup(CHAPTER.steps(aws), Cloud.PATIENCE, Cloud.SILENCE).create();
  }

  @AfterAll
  static void stop() {
    assertThat(new Setup(CHAPTER.steps(aws), Cloud.PATIENCE, Cloud.SILENCE).delete()).isEmpty();
    aws.close();
    plane.close();
  }

  private static Endpoint primary() {
    return own.nodeGroup(CHAPTER.cluster()).primaryEndpoint();
  }

  private static IamLogin login() {
    return new IamLogin(
        IamAuthToken.forReplicationGroup(CHAPTER.cluster(), CHAPTER.user(), aws.region()),
        aws.keys());
  }

  @Test
  void theClusterHasWhatThePlanSays() {
    var group =
        aws.elastiCache()
            .describeReplicationGroups(r -> r.replicationGroupId(CHAPTER.cluster()))
            .replicationGroups()
            .get(0);

    assertThat(group.transitEncryptionEnabled()).isTrue();
    assertThat(group.atRestEncryptionEnabled()).isTrue();
    assertThat(group.automaticFailoverAsString()).isEqualTo("enabled");
    assertThat(group.multiAZAsString()).isEqualTo("enabled");
    assertThat(group.snapshotRetentionLimit()).isEqualTo(1);
    assertThat(group.userGroupIds()).containsExactly(CHAPTER.userGroup());
    assertThat(group.memberClusters()).hasSize(3);
    assertThat(group.clusterModeAsString()).isEqualTo("disabled");
    assertThat(group.networkTypeAsString()).isEqualTo("ipv4");
    assertThat(group.ipDiscoveryAsString()).isEqualTo("ipv4");
    assertThat(group.cacheNodeType()).isEqualTo("cache.t4g.micro");
  }

  @Test
  void eachNodeHasTheVersionTheGroupsAndTheZonesOfThePlan() {
    var node =
        aws.elastiCache()
            .describeCacheClusters(r -> r.cacheClusterId(CHAPTER.cluster() + "-001"))
            .cacheClusters()
            .get(0);

    assertThat(node.engineVersion()).isEqualTo("8.2");
    assertThat(node.cacheSubnetGroupName()).isEqualTo("login-subnets");
    assertThat(node.cacheParameterGroup().cacheParameterGroupName()).isEqualTo("login-valkey8");
    assertThat(node.securityGroups())
        .extracting(group -> group.securityGroupId())
        .containsExactly(Cloud.PLACE.securityGroup());
  }

  /** Somebody else may have the port on this machine: then the cluster says so. */
  @Test
  void thePrimaryListensAtThePortOfThePlanOrAnEventSaysWhyNot() {
    var events =
        aws.elastiCache()
            .describeEvents(
                r -> r.sourceType(SourceType.REPLICATION_GROUP).sourceIdentifier(CHAPTER.cluster()))
            .events();

    assertThat(
            primary().port() == 6379
                || events.stream().anyMatch(e -> e.message().contains("Port 6379 cannot be had")))
        .isTrue();
  }

  @Test
  void theServerlessCacheHasWhatThePlanSays() {
    var cache =
        aws.elastiCache()
            .describeServerlessCaches(r -> r.serverlessCacheName(CHAPTER.serverless()))
            .serverlessCaches()
            .get(0);

    assertThat(cache.userGroupId()).isEqualTo(CHAPTER.userGroup());
    assertThat(cache.snapshotRetentionLimit()).isEqualTo(1);
    assertThat(cache.cacheUsageLimits().dataStorage().maximum()).isEqualTo(1);
    assertThat(cache.cacheUsageLimits().ecpuPerSecond().maximum()).isEqualTo(1_000);
    assertThat(cache.securityGroupIds()).containsExactly(Cloud.PLACE.securityGroup());
    assertThat(cache.subnetIds()).containsExactlyElementsOf(Cloud.PLACE.subnets());
  }

  @Test
  void theParameterGroupReachesTheEngine() {
    try (var redis = clients.single(primary(), login())) {
      assertThat(redis.info("memory")).contains("maxmemory_policy:allkeys-lru");
    }
  }

  @Test
  void theUserMayDoItsWorkAndNothingElse() {
    try (var redis = clients.single(primary(), login())) {
      redis.set("app:a", "1");
      assertThat(redis.get("app:a")).isEqualTo("1");
      assertThatThrownBy(() -> redis.get("other:a")).hasMessageStartingWith("NOPERM");
      assertThatThrownBy(redis::flushAll).hasMessageStartingWith("NOPERM");
    }
  }

  private static OwnClusterSteps.Cluster sharded(String parameterGroup) {
    return new OwnClusterSteps.Cluster(
        "login-cme", parameterGroup, "login-subnets", CHAPTER.userGroup(), 1);
  }

  @Test
  void aShardedGroupIsUsedThroughItsConfigurationEndpoint() {
    var cluster = sharded("login-valkey8-shards");
    var setup =
        new Setup(
            List.of(
                groups.shardedParameterGroup(cluster.parameterGroup()),
                own.shardedGroup(cluster, 2, Cloud.PLACE)),
            Cloud.PATIENCE,
            Cloud.SILENCE);
    setup.create();
    var token = IamAuthToken.forReplicationGroup(cluster.id(), CHAPTER.user(), aws.region());
    try (var redis =
        clients.cluster(own.configurationEndpoint(cluster.id()), new IamLogin(token, aws.keys()))) {
      for (int i = 0; i < 20; i++) {
        redis.set("app:" + i, "" + i);
        assertThat(redis.get("app:" + i)).isEqualTo("" + i);
      }
      assertThat(redis.info("memory")).contains("maxmemory_policy:allkeys-lru");
    } finally {
      assertThat(setup.delete()).isEmpty();
    }
  }

  @Test
  void aShardedGroupWithTheParametersOfAnotherIsRefused() {
    var setup =
        new Setup(
            List.of(own.shardedGroup(sharded("login-valkey8"), 2, Cloud.PLACE)),
            Cloud.PATIENCE,
            Cloud.SILENCE);

    assertThatThrownBy(setup::create)
        .isInstanceOf(SetupException.class)
        .hasMessageContainingAll("sharded group login-cme", "cluster-enabled");
  }

  @Test
  void aGroupOfTheSameNameInTheOtherClusterModeIsNotTakenForIt() {
    var single =
        new OwnClusterSteps.Cluster(
            CHAPTER.cluster(), "login-valkey8", "login-subnets", CHAPTER.userGroup(), 2);

    assertThat(own.shardedGroup(single, 1, Cloud.PLACE).find().get().orElseThrow().differences())
        .containsExactly("cluster mode is disabled, not enabled");
  }

  private static List<String> differences(Step step) {
    return step.find().get().orElseThrow().differences();
  }

  /** Each of them says who may come in, what it costs, or what it survives. */
  @Test
  void aCacheThatIsNotAsPlannedIsNotTakenForTheWantedOne() {
    var elsewhere = new Place(List.of("subnet-x", "subnet-y"), "sg-other");
    var tagging = new Tagging("login");
    var serverless = new ServerlessSteps(aws.elastiCache(), tagging);
    var memcached = new MemcachedSteps(aws.elastiCache(), tagging);
    var larger =
        new OwnClusterSteps.Cluster(
            CHAPTER.cluster(), "login-valkey8", "login-subnets", "theirs", 3);

    assertThat(differences(serverless.cache(CHAPTER.serverless(), "theirs", elsewhere)))
        .hasSize(3)
        .anyMatch(text -> text.startsWith("subnets is "))
        .contains(
            "security groups is [sg-cache], not [sg-other]",
            "user group is login-group, not theirs");
    assertThat(differences(own.replicationGroup(larger, Cloud.PLACE)))
        .containsExactly(
            "number of nodes is 3, not 4", "user groups is [login-group], not [theirs]");
    assertThat(differences(memcached.cluster(CHAPTER.memcached(), "login-subnets", 3, elsewhere)))
        .containsExactly(
            "number of nodes is 2, not 3", "security groups is [sg-cache], not [sg-other]");
  }

  @Test
  void aFailedLoginShowsNoToken() {
    var wrong =
        new IamLogin(
            IamAuthToken.forReplicationGroup("another", CHAPTER.user(), aws.region()), aws.keys());
    assertThatThrownBy(
            () -> {
              try (var redis = clients.single(primary(), wrong)) {
                redis.get("app:a");
              }
            })
        .satisfies(e -> assertThat(stackTrace(e)).contains("WRONGPASS").doesNotContain("X-Amz"));
  }

  private static String stackTrace(Throwable e) {
    var text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
