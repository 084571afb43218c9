package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;

/** What stands behind the API: engines that a client library talks to. */
class EnginesIT {
  private static final String PASSWORD = "a-password-for-tests";
  private static final List<String> LOG = new CopyOnWriteArrayList<>();
  private static ControlPlane plane;
  private static Aws aws;

  @BeforeAll
  static void start() {
    plane = ControlPlane.with().log(LOG::add).start();
    aws = new Aws(plane);
    aws.elastiCache.createUser(
        r ->
            r.userId("app")
                .userName("app")
                .engine("valkey")
                .accessString("on ~app:* +@all")
                .authenticationMode(a -> a.type("iam")));
    aws.elastiCache.createUser(
        r ->
            r.userId("reader-id")
                .userName("reader")
                .engine("valkey")
                .accessString("on ~* +@read +@connection")
                .passwords(PASSWORD));
    aws.elastiCache.createUserGroup(
        r -> r.userGroupId("group").engine("valkey").userIds("app", "reader-id"));
    aws.elastiCache.createServerlessCache(
        r -> r.serverlessCacheName("sl").engine("valkey").userGroupId("group"));
    aws.elastiCache.createCacheParameterGroup(
        r ->
            r.cacheParameterGroupName("events-on")
                .cacheParameterGroupFamily("valkey8")
                .description("d"));
    setParameter("maxmemory-samples", "7");
    aws.elastiCache.createReplicationGroup(
        r ->
            r.replicationGroupId("cmd")
                .replicationGroupDescription("d")
                .engine("valkey")
                .engineVersion("8.1")
                .numCacheClusters(3)
                .automaticFailoverEnabled(true)
                .transitEncryptionEnabled(true)
                .cacheParameterGroupName("events-on")
                .userGroupIds("group"));
    aws.awaitServerless("sl");
    aws.awaitGroup("cmd");
  }

  private static void setParameter(String name, String value) {
    aws.elastiCache.modifyCacheParameterGroup(
        r ->
            r.cacheParameterGroupName("events-on")
                .parameterNameValues(
                    ParameterNameValue.builder()
                        .parameterName(name)
                        .parameterValue(value)
                        .build()));
  }

  @AfterAll
  static void stop() {
    aws.close();
    plane.close();
  }

  private static DefaultJedisClientConfig login(String user, String password) {
    return DefaultJedisClientConfig.builder()
        .user(user)
        .password(password)
        .timeoutMillis(5_000)
        .sslOptions(Aws.trust(plane))
        .build();
  }

  private static HostAndPort at(Endpoint endpoint) {
    return new HostAndPort(endpoint.address(), endpoint.port());
  }

  private static Endpoint primary() {
    return aws.group("cmd").nodeGroups().get(0).primaryEndpoint();
  }

  private static Endpoint reader() {
    return aws.group("cmd").nodeGroups().get(0).readerEndpoint();
  }

  private static String token(String cache, boolean serverless) {
    return Aws.token(cache, "app", serverless, Aws.KEYS, InstantSource.system());
  }

  @Test
  void aClusterClientLogsInToAServerlessCacheWithAToken() {
    var endpoint = aws.serverless("sl").endpoint();
    try (var client =
        RedisClusterClient.builder()
            .nodes(Set.of(at(endpoint)))
            .clientConfig(login("app", token("sl", true)))
            .build()) {
      client.set("app:1", "one");

      assertThat(client.get("app:1")).isEqualTo("one");
      assertThat(client.getClusterNodes().keySet()).containsExactly("localhost:" + endpoint.port());
      assertThatThrownBy(() -> client.set("theirs", "x")).hasMessageStartingWith("NOPERM");
    }
  }

  @Test
  void whatServerlessRefusesIsRefusedWhateverTheAccessStringSays() {
    try (var jedis = serverlessConnection(token("sl", true))) {
      for (String command :
          List.of("CONFIG GET maxmemory", "SELECT 0", "KEYS app:*", "PSYNC ? -1")) {
        String[] words = command.split(" ", 2);
        assertThatThrownBy(() -> jedis.sendCommand(() -> words[0].getBytes(), words[1].split(" ")))
            .as(command)
            .hasMessageStartingWith("NOPERM");
      }
      assertThatThrownBy(() -> jedis.mset("app:1", "1", "app:2", "2"))
          .hasMessageStartingWith("CROSSSLOT");
    }
  }

  private static Jedis serverlessConnection(String password) {
    return new Jedis(at(aws.serverless("sl").endpoint()), login("app", password));
  }

  @Test
  void theEngineItselfRefusesABadToken() {
    var past = InstantSource.fixed(Instant.now().minus(Duration.ofMinutes(16)));
    refused(Aws.token("sl", "app", true, Aws.KEYS, past), "expired");
    refused(Aws.token("sl", "reader", true, Aws.KEYS, InstantSource.system()), "another user");
    refused(token("cmd", true), "another cache");
    refused(token("sl", false), "ResourceType");
    var wrongKey = AwsBasicCredentials.create(ControlPlane.ACCESS_KEY_ID, "wrong");
    refused(
        Aws.token("sl", "app", true, wrongKey, InstantSource.system()), "the secret access key");
    refused("a password", "not a token");
  }

  private static void refused(String token, String reason) {
    LOG.clear();
    assertThatThrownBy(() -> serverlessConnection(token).close())
        .isInstanceOf(JedisAccessControlException.class)
        .hasMessageStartingWith("WRONGPASS")
        .hasMessageNotContaining("X-Amz");
    assertThat(LOG).anyMatch(line -> line.contains(reason));
    assertThat(LOG).noneMatch(line -> line.contains("X-Amz-Signature"));
  }

  @Test
  void temporaryKeysOfARoleLogInToo() {
    aws.iam.createRole(r -> r.roleName("service").assumeRolePolicyDocument("{\"Statement\":[]}"));
    var session =
        aws.sts
            .assumeRole(
                r -> r.roleArn("arn:aws:iam::123456789012:role/service").roleSessionName("s"))
            .credentials();
    var keys =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken());

    try (var jedis =
        new Jedis(
            at(primary()),
            login("app", Aws.token("cmd", "app", false, keys, InstantSource.system())))) {
      assertThat(jedis.aclWhoAmI()).isEqualTo("app");
    }
  }

  @Test
  void aConnectionLogsInAgainWithAFreshToken() {
    try (var jedis = serverlessConnection(token("sl", true))) {
      assertThat(jedis.auth("app", token("sl", true))).isEqualTo("OK");
      assertThat(jedis.set("app:again", "yes")).isEqualTo("OK");
    }
  }

  @Test
  void aClientWithoutTlsGetsNoAnswer() {
    var plain = DefaultJedisClientConfig.builder().timeoutMillis(2_000).build();
    var endpoint = at(aws.serverless("sl").endpoint());

    assertThatThrownBy(() -> new Jedis(endpoint, plain).ping())
        .isInstanceOf(JedisConnectionException.class);
  }

  @Test
  void primaryAndReaderEndpointsLeadToTheirRoles() {
    try (var writer = new Jedis(at(primary()), login("app", token("cmd", false)));
        var reader = new Jedis(at(reader()), login("reader", PASSWORD))) {
      writer.set("app:x", "1");

      assertThat(writer.role().get(0)).isEqualTo("master");
      await().until(() -> "1".equals(reader.get("app:x")));
      assertThatThrownBy(() -> reader.set("app:x", "2")).hasMessageStartingWith("NOPERM");
    }
    try (var replica = new Jedis(at(reader()), login("app", token("cmd", false)))) {
      assertThatThrownBy(() -> replica.set("app:x", "2")).hasMessageStartingWith("READONLY");
    }
  }

  @Test
  void parametersReachEveryNodeAtItsStartAndLater() throws InterruptedException {
    aws.elastiCache.modifyUser(r -> r.userId("app").accessString("on ~app:* &* +@all"));
    setParameter("notify-keyspace-events", "KEA");

    try (var writer = new Jedis(at(primary()), login("app", token("cmd", false)));
        var listener = new Jedis(at(primary()), login("app", token("cmd", false)))) {
      var heard = new CopyOnWriteArrayList<String>();
      var subscription =
          new redis.clients.jedis.JedisPubSub() {
            @Override
            public void onMessage(String channel, String message) {
              heard.add(message);
            }
          };
      var thread = new Thread(() -> listener.subscribe(subscription, "__keyspace@0__:app:loud"));
      thread.start();
      await()
          .untilAsserted(
              () -> {
                writer.set("app:loud", "1");
                assertThat(heard).contains("set");
              });
      subscription.unsubscribe();
      thread.join();
    }
  }

  @Test
  void aChangeOfUsersTakesEffectInRunningEngines() {
    aws.elastiCache.createUser(
        r ->
            r.userId("late-id")
                .userName("late")
                .engine("valkey")
                .accessString("on ~late:* +@all")
                .passwords(PASSWORD));
    aws.elastiCache.modifyUserGroup(r -> r.userGroupId("group").userIdsToAdd("late-id"));
    await().ignoreExceptions().until(() -> works("late", "late:1"));

    aws.elastiCache.modifyUser(r -> r.userId("late-id").accessString("on ~later:* +@all"));
    await().ignoreExceptions().until(() -> works("late", "later:1"));
    assertThatThrownBy(() -> works("late", "late:1")).hasMessageStartingWith("NOPERM");

    aws.elastiCache.deleteUser(r -> r.userId("late-id"));
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> works("late", "later:1"))
                    .hasMessageStartingWith("WRONGPASS"));
  }

  private static boolean works(String user, String key) {
    try (var jedis = new Jedis(at(primary()), login(user, PASSWORD))) {
      return "OK".equals(jedis.set(key, "1"));
    }
  }

  @Test
  void aFailoverPromotesAReplicaAndLosesNothingThatItHad() {
    String before = currentPrimary();
    try (var writer = new Jedis(at(primary()), login("app", token("cmd", false)))) {
      writer.set("app:kept", "kept");
      // Two replicas have it, so whichever is promoted has it.
      assertThat(writer.waitReplicas(2, 5_000)).isEqualTo(2);
    }
    int port = primary().port();

    aws.elastiCache.testFailover(r -> r.replicationGroupId("cmd").nodeGroupId("0001"));
    aws.awaitGroup("cmd");

    assertThat(currentPrimary()).isNotEqualTo(before);
    assertThat(primary().port()).isEqualTo(port);
    assertThat(aws.group("cmd").memberClusters()).hasSize(3);
    try (var writer = new Jedis(at(primary()), login("app", token("cmd", false)))) {
      assertThat(writer.get("app:kept")).isEqualTo("kept");
      writer.set("app:after", "after");
      assertThat(writer.waitReplicas(2, 5_000)).isEqualTo(2);
    }
    assertThat(aws.elastiCache.describeEvents(r -> {}).events())
        .extracting(e -> e.message())
        .anyMatch(m -> m.startsWith("Failover from primary node " + before));
  }

  private static String currentPrimary() {
    return aws.group("cmd").nodeGroups().get(0).nodeGroupMembers().stream()
        .filter(m -> m.currentRole().equals("primary"))
        .findFirst()
        .orElseThrow()
        .cacheClusterId();
  }
}
