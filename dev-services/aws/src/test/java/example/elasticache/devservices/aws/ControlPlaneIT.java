package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticache.model.CacheClusterNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroupInUseException;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.DefaultUserRequiredException;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.InvalidArnException;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheParameterGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidServerlessCacheStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidUserGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.ServerlessCacheNotFoundException;
import software.amazon.awssdk.services.elasticache.model.SourceType;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.elasticache.model.TagNotFoundException;
import software.amazon.awssdk.services.elasticache.model.UserAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.UserGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.UserNotFoundException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** AWS's own SDK as the client: every action, and the typed error of every refusal. */
class ControlPlaneIT {
  private static final Timings SLOW =
      new Timings(
          Duration.ofMinutes(3),
          Duration.ofMinutes(2),
          Duration.ofMinutes(1),
          Duration.ZERO,
          Duration.ZERO);

  private final ManualClock clock = new ManualClock(Instant.now());
  private ControlPlane plane;
  private Aws aws;

  @BeforeEach
  void start() {
    plane = ControlPlane.with().clock(clock).timings(SLOW).start();
    aws = new Aws(plane);
  }

  @AfterEach
  void stop() {
    aws.close();
    plane.close();
  }

  @Test
  void aServerlessCacheGoesThroughItsStates() {
    var created =
        aws.elastiCache
            .createServerlessCache(
                r ->
                    r.serverlessCacheName("My-Cache")
                        .engine("valkey")
                        .majorEngineVersion("8")
                        .subnetIds("subnet-a", "subnet-b")
                        .cacheUsageLimits(l -> l.dataStorage(d -> d.maximum(1).unit("GB")))
                        .tags(Tag.builder().key("made-by").value("a test").build()))
            .serverlessCache();
    assertThat(created.status()).isEqualTo("creating");
    assertThat(created.serverlessCacheName()).isEqualTo("my-cache");
    assertThat(created.endpoint()).isNull();
    assertThatThrownBy(
            () -> aws.elastiCache.deleteServerlessCache(r -> r.serverlessCacheName("my-cache")))
        .isInstanceOf(InvalidServerlessCacheStateException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.createServerlessCache(
                    r -> r.serverlessCacheName("my-cache").engine("valkey")))
        .isInstanceOf(ServerlessCacheAlreadyExistsException.class);

    clock.turn(Duration.ofMinutes(3));
    var available = aws.awaitServerless("my-cache");
    assertThat(available.endpoint().port()).isNotEqualTo(available.readerEndpoint().port());
    assertThat(available.fullEngineVersion()).isEqualTo("8.2");
    assertThat(aws.elastiCache.listTagsForResource(r -> r.resourceName(available.arn())).tagList())
        .containsExactly(Tag.builder().key("made-by").value("a test").build());

    aws.elastiCache.modifyServerlessCache(
        r -> r.serverlessCacheName("my-cache").description("changed"));
    assertThat(aws.serverless("my-cache").status()).isEqualTo("modifying");
    clock.turn(Duration.ofMinutes(2));
    assertThat(aws.awaitServerless("my-cache").description()).isEqualTo("changed");

    var deleting = aws.elastiCache.deleteServerlessCache(r -> r.serverlessCacheName("my-cache"));
    assertThat(deleting.serverlessCache().status()).isEqualTo("deleting");
    clock.turn(Duration.ofMinutes(1));
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> aws.serverless("my-cache"))
                    .isInstanceOf(ServerlessCacheNotFoundException.class));
    assertThat(aws.elastiCache.describeServerlessCaches(r -> {}).serverlessCaches()).isEmpty();
  }

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
    assertThatThrownBy(() -> setParameter("my-valkey8", "cluster-enabled", "yes"))
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
    aws.elastiCache.modifyReplicationGroup(
        r -> r.replicationGroupId("my-group").replicationGroupDescription("changed"));
    clock.turn(Duration.ofMinutes(2));
    assertThat(aws.awaitGroup("my-group").description()).isEqualTo("changed");

    aws.elastiCache.deleteReplicationGroup(r -> r.replicationGroupId("my-group"));
    clock.turn(Duration.ofMinutes(1));
    org.awaitility.Awaitility.await()
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
    refusedGroup(r -> r.numNodeGroups(2), "needs automatic failover");
    refusedGroup(
        r -> r.numNodeGroups(2).automaticFailoverEnabled(true).numCacheClusters(4),
        "say NumNodeGroups");
    refusedGroup(
        r ->
            r.nodeGroupConfiguration(
                software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration.builder()
                    .slots("0-16383")
                    .build()),
        "not simulated");
    refusedGroup(r -> r.snapshotArns("arn:aws:s3:::bucket/dump.rdb"), "not simulated");
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
      java.util.function.Consumer<
              software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest
                  .Builder>
          options,
      String reason) {
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

  @Test
  void usersAndGroups() {
    var user =
        aws.elastiCache.createUser(
            r ->
                r.userId("app")
                    .userName("app")
                    .engine("valkey")
                    .accessString("on ~app:* +@all")
                    .authenticationMode(a -> a.type("iam")));
    assertThat(user.authentication().typeAsString()).isEqualTo("iam");
    assertThatThrownBy(
            () ->
                aws.elastiCache.createUser(
                    r ->
                        r.userId("app")
                            .userName("app")
                            .engine("valkey")
                            .accessString("on")
                            .noPasswordRequired(true)))
        .isInstanceOf(UserAlreadyExistsException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.createUser(
                    r ->
                        r.userId("other")
                            .userName("not-other")
                            .engine("valkey")
                            .accessString("on")
                            .authenticationMode(a -> a.type("iam"))))
        .isInstanceOf(InvalidParameterCombinationException.class)
        .hasMessageContaining("must be the same");
    for (String rules : List.of("on >secret", "nopass", "reset", "on #abc", "on ~*\nkeys")) {
      assertThatThrownBy(
              () ->
                  aws.elastiCache.createUser(
                      r ->
                          r.userId("bad")
                              .userName("bad")
                              .engine("valkey")
                              .accessString(rules)
                              .authenticationMode(a -> a.type("iam"))))
          .isInstanceOf(InvalidParameterValueException.class);
    }
    assertThatThrownBy(
            () ->
                aws.elastiCache.createUser(
                    r ->
                        r.userId("short")
                            .userName("short")
                            .engine("valkey")
                            .accessString("on")
                            .passwords("too short")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageNotContaining("too short");

    aws.elastiCache.createUserGroup(r -> r.userGroupId("group").engine("valkey").userIds("app"));
    assertThatThrownBy(
            () ->
                aws.elastiCache.createUserGroup(
                    r -> r.userGroupId("old").engine("redis").userIds("app")))
        .isInstanceOf(DefaultUserRequiredException.class);
    assertThatThrownBy(
            () ->
                aws.elastiCache.createUserGroup(
                    r -> r.userGroupId("ghosts").engine("valkey").userIds("nobody")))
        .isInstanceOf(UserNotFoundException.class);
    assertThat(aws.elastiCache.describeUsers(r -> r.userId("app")).users().get(0).userGroupIds())
        .containsExactly("group");
    assertThat(
            aws.elastiCache
                .modifyUser(r -> r.userId("app").appendAccessString("-@dangerous"))
                .accessString())
        .isEqualTo("on ~app:* +@all -@dangerous");

    aws.elastiCache.createServerlessCache(
        r -> r.serverlessCacheName("cache").engine("valkey").userGroupId("group"));
    assertThatThrownBy(() -> aws.elastiCache.deleteUserGroup(r -> r.userGroupId("group")))
        .isInstanceOf(InvalidUserGroupStateException.class);
    assertThat(
            aws.elastiCache
                .describeUserGroups(r -> r.userGroupId("group"))
                .userGroups()
                .get(0)
                .serverlessCaches())
        .containsExactly("cache");
    assertThatThrownBy(
            () ->
                aws.elastiCache.createServerlessCache(
                    r -> r.serverlessCacheName("other").engine("valkey").userGroupId("nobody")))
        .isInstanceOf(UserGroupNotFoundException.class);

    aws.elastiCache.modifyUserGroup(r -> r.userGroupId("group").userIdsToAdd("default"));
    aws.elastiCache.deleteUser(r -> r.userId("app"));
    assertThat(
            aws.elastiCache
                .describeUserGroups(r -> r.userGroupId("group"))
                .userGroups()
                .get(0)
                .userIds())
        .containsExactly("default");
  }

  @Test
  void parameterGroups() {
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
    setParameter("mine", "maxmemory-policy", "allkeys-lru");
    assertThat(
            aws.elastiCache
                .describeCacheParameters(r -> r.cacheParameterGroupName("mine").source("user"))
                .parameters())
        .extracting(p -> p.parameterName() + "=" + p.parameterValue())
        .containsExactly("maxmemory-policy=allkeys-lru");
    assertThatThrownBy(() -> setParameter("mine", "maxmemory-policy", "newest-first"))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(() -> setParameter("mine", "timeout", "19"))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(() -> setParameter("mine", "cluster-enabled", "perhaps"))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(() -> setParameter("mine", "requirepass", "x"))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(() -> setParameter("default.valkey8", "timeout", "20"))
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

  private void setParameter(String group, String name, String value) {
    aws.elastiCache.modifyCacheParameterGroup(
        r ->
            r.cacheParameterGroupName(group)
                .parameterNameValues(
                    ParameterNameValue.builder()
                        .parameterName(name)
                        .parameterValue(value)
                        .build()));
  }

  @Test
  void engineVersions() {
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

  @Test
  void tags() {
    String arn =
        aws.elastiCache
            .createUser(
                r ->
                    r.userId("tagged")
                        .userName("tagged")
                        .engine("valkey")
                        .accessString("on")
                        .noPasswordRequired(true))
            .arn();
    aws.elastiCache.addTagsToResource(
        r -> r.resourceName(arn).tags(Tag.builder().key("a").value("1").build()));
    assertThat(aws.elastiCache.listTagsForResource(r -> r.resourceName(arn)).tagList())
        .containsExactly(Tag.builder().key("a").value("1").build());
    aws.elastiCache.removeTagsFromResource(r -> r.resourceName(arn).tagKeys("a"));
    assertThat(aws.elastiCache.listTagsForResource(r -> r.resourceName(arn)).tagList()).isEmpty();
    assertThatThrownBy(
            () -> aws.elastiCache.removeTagsFromResource(r -> r.resourceName(arn).tagKeys("a")))
        .isInstanceOf(TagNotFoundException.class);
    assertThatThrownBy(() -> aws.elastiCache.listTagsForResource(r -> r.resourceName(arn + "-not")))
        .isInstanceOf(InvalidArnException.class);
  }

  @Test
  void rolesAndPolicies() {
    String document = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    var role =
        aws.iam.createRole(r -> r.roleName("app-role").assumeRolePolicyDocument(document)).role();
    String policy =
        aws.iam.createPolicy(r -> r.policyName("connect").policyDocument(document)).policy().arn();
    assertThatThrownBy(
            () ->
                aws.iam.createRole(r -> r.roleName("app-role").assumeRolePolicyDocument(document)))
        .isInstanceOf(EntityAlreadyExistsException.class);
    assertThatThrownBy(() -> aws.iam.createPolicy(r -> r.policyName("bad").policyDocument("{]")))
        .isInstanceOf(MalformedPolicyDocumentException.class);
    aws.iam.attachRolePolicy(r -> r.roleName("app-role").policyArn(policy));
    assertThat(aws.iam.listAttachedRolePolicies(r -> r.roleName("app-role")).attachedPolicies())
        .extracting(p -> p.policyName())
        .containsExactly("connect");
    assertThat(aws.iam.getPolicy(r -> r.policyArn(policy)).policy().attachmentCount()).isOne();
    String read =
        aws.iam
            .getPolicyVersion(r -> r.policyArn(policy).versionId("v1"))
            .policyVersion()
            .document();
    assertThat(java.net.URLDecoder.decode(read, java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(document);
    assertThatThrownBy(() -> aws.iam.deletePolicy(r -> r.policyArn(policy)))
        .isInstanceOf(DeleteConflictException.class);
    assertThatThrownBy(() -> aws.iam.deleteRole(r -> r.roleName("app-role")))
        .isInstanceOf(DeleteConflictException.class);

    var session =
        aws.sts.assumeRole(r -> r.roleArn(role.arn()).roleSessionName("me")).credentials();
    var temporary =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    try (var assumed = new Aws(plane, temporary)) {
      assertThat(assumed.sts.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::123456789012:assumed-role/app-role/me");
    }

    aws.iam.detachRolePolicy(r -> r.roleName("app-role").policyArn(policy));
    aws.iam.deletePolicy(r -> r.policyArn(policy));
    aws.iam.deleteRole(r -> r.roleName("app-role"));
    assertThat(aws.iam.listRoles().roles()).isEmpty();
    assertThat(aws.iam.listPolicies().policies()).isEmpty();
    assertThatThrownBy(() -> aws.iam.getRole(r -> r.roleName("app-role")))
        .isInstanceOf(NoSuchEntityException.class);
  }

  @Test
  void whoIsNotKnownIsRefused() {
    assertThat(aws.sts.getCallerIdentity().account()).isEqualTo(ControlPlane.ACCOUNT);
    refusedFor(
        AwsBasicCredentials.create(ControlPlane.ACCESS_KEY_ID, "a wrong secret"),
        "SignatureDoesNotMatch");
    refusedFor(
        AwsBasicCredentials.create("somebody-else", ControlPlane.SECRET_ACCESS_KEY),
        "InvalidClientTokenId");
    refusedFor(
        AwsSessionCredentials.create(
            ControlPlane.ACCESS_KEY_ID, ControlPlane.SECRET_ACCESS_KEY, "a session"),
        "InvalidClientTokenId");
    clock.turn(Duration.ofMinutes(16));
    refusedFor((AwsBasicCredentials) Aws.KEYS, "RequestExpired");
  }

  private void refusedFor(
      software.amazon.awssdk.auth.credentials.AwsCredentials keys, String code) {
    try (var stranger = new Aws(plane, keys)) {
      assertThatThrownBy(() -> stranger.elastiCache.describeUsers(r -> {}))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
  }

  @Test
  void whatIsNotSimulatedSaysSo() {
    assertThatThrownBy(
            () ->
                aws.elastiCache.copySnapshot(
                    r -> r.sourceSnapshotName("a").targetSnapshotName("b")))
        .isInstanceOfSatisfying(
            ElastiCacheException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
              assertThat(e).hasMessageContaining("does not simulate the action CopySnapshot");
            });
    assertThatThrownBy(() -> aws.elastiCache.describeCacheClusters(r -> r.cacheClusterId("nobody")))
        .isInstanceOf(CacheClusterNotFoundException.class);
    assertThatThrownBy(() -> aws.elastiCache.createUser(r -> r.userId("a").userName("a")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("The parameter Engine is required");
  }
}
