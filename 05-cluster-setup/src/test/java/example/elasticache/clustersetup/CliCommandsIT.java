package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import example.elasticache.devservices.aws.ControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ServerlessCache;

/**
 * The commands of the page, sent as they stand there by the real AWS CLI; only the endpoint is
 * ours. What they made is then used by the clients of the chapter.
 *
 * <p>A CLI takes most of a second to start, so commands that need not wait for each other are sent
 * side by side, and whatever is no command of the page is asked through the SDK.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CliCommandsIT {
  private static final Path COMMANDS = Path.of("src/docs/commands.sh");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final List<String> SENT = Collections.synchronizedList(new ArrayList<>());

  private static ControlPlane plane;
  private static AwsClients aws;
  private static CacheClients clients;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        cliKnowsServerless(),
        "No AWS CLI here that knows create-serverless-cache: install awscli 1.32, 2.15 or newer.");
    plane = ControlPlane.start();
    aws = Cloud.clients(plane);
    clients =
        CacheClients.trusting(plane.certificates().trustStore(), plane.certificates().password());
  }

  private static boolean cliKnowsServerless() throws InterruptedException {
    try {
      Process help =
          new ProcessBuilder(
                  "aws", "elasticache", "create-serverless-cache", "--generate-cli-skeleton")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return help.waitFor(60, TimeUnit.SECONDS) && help.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  @AfterAll
  static void stop() {
    if (plane != null) {
      aws.close();
      plane.close();
    }
  }

  /** Returns the commands of one tag, each on one line as far as the shell is concerned. */
  private static List<String> commands(String tag) throws IOException {
    String file = Files.readString(COMMANDS);
    String region = file.split("# tag::" + tag + "\\[]\n")[1].split("# end::" + tag + "\\[]")[0];
    return List.of(region.replace("\\\n", " ").strip().split("\n(?=aws )"));
  }

  /** Sends the commands of a tag, and returns what the last of them printed. */
  private static String send(String tag) throws Exception {
    String printed = "";
    for (String command : commands(tag)) {
      SENT.add(command);
      printed = sent(command);
    }
    return printed;
  }

  private static String sent(String command) throws Exception {
    List<String> words = new ArrayList<>();
    var word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    var environment = builder.environment();
    environment.put("AWS_ENDPOINT_URL", plane.endpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", ControlPlane.ACCESS_KEY_ID);
    environment.put("AWS_SECRET_ACCESS_KEY", ControlPlane.SECRET_ACCESS_KEY);
    environment.remove("AWS_SESSION_TOKEN");
    environment.put("AWS_DEFAULT_REGION", "eu-central-1");
    environment.put("AWS_DEFAULT_OUTPUT", "text");
    environment.put("AWS_PAGER", "");
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(command + "\n" + printed).isZero();
    return printed;
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void sideBySide(Work... all) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(all.length);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Work work : all) {
        running.add(
            threads.submit(
                () -> {
                  work.run();
                  return null;
                }));
      }
      for (Future<?> work : running) {
        work.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** The CLI's own waiters look every fifteen seconds; by then, the last look suffices. */
  private static void awaitAvailable(Supplier<String> status) {
    await().atMost(Duration.ofMinutes(1)).until(() -> status.get().equals("available"));
  }

  private static ServerlessCache serverless(String name) {
    return aws.elastiCache()
        .describeServerlessCaches(r -> r.serverlessCacheName(name))
        .serverlessCaches()
        .get(0);
  }

  private static ReplicationGroup group(String id) {
    return aws.elastiCache()
        .describeReplicationGroups(r -> r.replicationGroupId(id))
        .replicationGroups()
        .get(0);
  }

  private static CacheCluster memcached() {
    return aws.elastiCache()
        .describeCacheClusters(r -> r.cacheClusterId("gallery-mc"))
        .cacheClusters()
        .get(0);
  }

  private static IamLogin login(IamAuthToken token) {
    return new IamLogin(token, aws.keys());
  }

  private static IamLogin loginToGroup(String id) {
    return login(IamAuthToken.forReplicationGroup(id, "gallery-app", aws.region()));
  }

  private static void assertItIsAlive(UnifiedJedis cache) {
    try (cache) {
      assertThat(cache.set("app:key", "value")).isEqualTo("OK");
      assertThat(cache.get("app:key")).isEqualTo("value");
    }
  }

  @Test
  @Order(1)
  void whatTheCachesReferTo() throws Exception {
    sideBySide(() -> send("user"), () -> send("role"), () -> send("groups"));

    var user = aws.elastiCache().describeUsers(r -> r.userId("gallery-app")).users().get(0);
    assertThat(user.accessString()).isEqualTo(AccessSteps.ACCESS);
    assertThat(user.userGroupIds()).containsExactly("gallery-group");
    assertThat(
            aws.iam().listAttachedRolePolicies(r -> r.roleName("gallery-role")).attachedPolicies())
        .extracting(policy -> policy.policyName())
        .containsExactly("gallery-connect");
  }

  @Test
  @Order(2)
  void everyKindOfCacheIsCreatedAndAlive(@TempDir Path directory) throws Exception {
    sideBySide(
        CliCommandsIT::serverlessCache,
        CliCommandsIT::clusterModeDisabled,
        CliCommandsIT::clusterModeEnabled,
        CliCommandsIT::memcachedCluster,
        () -> theShortestFormsToo(directory));
  }

  private static void serverlessCache() throws Exception {
    send("serverless");
    awaitAvailable(() -> serverless("gallery-sl").status());

    assertThat(send("serverless-describe")).matches("available\\s+localhost\\s+\\d+");
    var token = IamAuthToken.forServerless("gallery-sl", "gallery-app", aws.region());
    assertItIsAlive(clients.cluster(serverless("gallery-sl").endpoint(), login(token)));
  }

  private static void clusterModeDisabled() throws Exception {
    send("cluster");
    awaitAvailable(() -> group("gallery-cmd").status());

    send("cluster-wait");
    assertThat(send("cluster-describe")).matches("available\\s+localhost\\s+localhost");
    assertThat(group("gallery-cmd").memberClusters())
        .containsExactly("gallery-cmd-001", "gallery-cmd-002", "gallery-cmd-003");
    var primary = group("gallery-cmd").nodeGroups().get(0).primaryEndpoint();
    assertItIsAlive(clients.single(primary, loginToGroup("gallery-cmd")));

    assertThat(send("snapshot")).isIn("creating", "available");
    awaitAvailable(() -> group("gallery-cmd").status());
    assertThat(send("failover")).contains("Test Failover API called");
    awaitAvailable(() -> group("gallery-cmd").status());
    assertThat(sent(commands("failover").get(1)))
        .contains("Failover from primary node gallery-cmd-001");
    assertItIsAlive(clients.single(primary, loginToGroup("gallery-cmd")));
  }

  private static void clusterModeEnabled() throws Exception {
    send("shards");
    awaitAvailable(() -> group("gallery-cme").status());

    assertItIsAlive(
        clients.cluster(group("gallery-cme").configurationEndpoint(), loginToGroup("gallery-cme")));
  }

  private static void memcachedCluster() throws Exception {
    send("memcached");
    awaitAvailable(() -> memcached().cacheClusterStatus());
    assertThat(memcached().numCacheNodes()).isEqualTo(2);
    var endpoint = memcached().configurationEndpoint();
    try (var client = new MovedKeys(endpoint, new KetamaMemcachedSessionLocator(), "key-", 50)) {
      await().until(() -> client.nodes() == 2);
      client.write();
      assertThat(client.missing()).isEmpty();

      send("scale-out");

      awaitAvailable(() -> memcached().cacheClusterStatus());
      await().until(() -> client.nodes() == 3);
    }
  }

  /** As beginners' guides have them: hardly an option, and documents in files. */
  private static void theShortestFormsToo(Path directory) throws Exception {
    String trust =
        Files.writeString(
                directory.resolve("trust.json"),
                new Policies("123456789012", "eu-central-1").trustLambda())
            .toString();
    sent("aws iam create-role --role-name short --assume-role-policy-document file://" + trust);
    sent("aws elasticache create-serverless-cache --serverless-cache-name Short --engine redis");
    awaitAvailable(() -> serverless("short").status());
    assertThat(sent("aws elasticache describe-serverless-caches --serverless-cache-name Short"))
        .contains("short", "available", "localhost");

    aws.elastiCache().deleteServerlessCache(r -> r.serverlessCacheName("short"));
    aws.iam().deleteRole(r -> r.roleName("short"));
  }

  @Test
  @Order(3)
  void deletionLeavesNothing() throws Exception {
    send("delete");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                aws.elastiCache().describeServerlessCaches(r -> {}).serverlessCaches().isEmpty()
                    && aws.elastiCache().describeCacheClusters(r -> {}).cacheClusters().isEmpty()
                    && aws.elastiCache().describeSnapshots(r -> {}).snapshots().isEmpty());
    sideBySide(() -> send("delete-wait"), () -> send("delete-groups"));

    assertThat(aws.elastiCache().describeUsers(r -> {}).users())
        .noneMatch(user -> user.userId().startsWith("gallery"));
    assertThat(aws.elastiCache().describeUserGroups(r -> {}).userGroups()).isEmpty();
    assertThat(aws.elastiCache().describeCacheSubnetGroups(r -> {}).cacheSubnetGroups()).isEmpty();
    assertThat(aws.elastiCache().describeCacheParameterGroups(r -> {}).cacheParameterGroups())
        .noneMatch(group -> group.cacheParameterGroupName().startsWith("gallery"));
    assertThat(aws.iam().listRoles().roles()).isEmpty();
    assertThat(aws.iam().listPolicies().policies()).isEmpty();
  }

  @Test
  @Order(4)
  void everyCommandOfThePageWasSent() throws Exception {
    List<String> all = new ArrayList<>();
    var tags = Pattern.compile("# tag::(.+)\\[]").matcher(Files.readString(COMMANDS));
    while (tags.find()) {
      all.addAll(commands(tags.group(1)));
    }

    assertThat(SENT).containsExactlyInAnyOrderElementsOf(all);
  }
}
