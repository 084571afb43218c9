package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import example.elasticache.devservices.aws.ControlPlane;
import example.elasticache.devservices.aws.Timings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The commands of the page, sent as they stand there by the real AWS CLI; only the endpoint is
 * ours.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CliCommandsIT {
  private static final Path COMMANDS = Path.of("src/docs/commands.sh");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private static ControlPlane plane;
  private static final List<String> SENT = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        cliKnowsServerless(),
        "No AWS CLI here that knows create-serverless-cache: install awscli 1.32, 2.15 or newer.");
    plane = ControlPlane.with().timings(Timings.NONE).start();
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
      printed = aws(command);
    }
    return printed;
  }

  private static String aws(String command) throws Exception {
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

  /** Looks until it is available; the CLI's own waiters look every fifteen seconds. */
  private static String awaitAvailable(String command) throws Exception {
    String answer = aws(command);
    for (int i = 0; i < 30 && !answer.startsWith("available"); i++) {
      answer = aws(command);
    }
    assertThat(answer).startsWith("available");
    return answer;
  }

  @Test
  @Order(1)
  void userAndGroup() throws Exception {
    send("user");

    assertThat(aws("aws elasticache describe-user-groups --query UserGroups[].UserIds[]"))
        .isEqualTo("gallery-app");
    assertThat(aws("aws elasticache describe-users --query Users[].AccessString"))
        .contains(AccessSteps.ACCESS);
  }

  @Test
  @Order(2)
  void roleAndPolicy() throws Exception {
    send("role");

    assertThat(
            aws(
                "aws iam list-attached-role-policies --role-name gallery-role --query AttachedPolicies[].PolicyName"))
        .isEqualTo("gallery-connect");
  }

  @Test
  @Order(3)
  void serverlessCache() throws Exception {
    send("serverless");

    String describe = commands("serverless-describe").get(0);
    SENT.add(describe);
    assertThat(awaitAvailable(describe)).matches("available\\s+localhost\\s+\\d+");
  }

  @Test
  @Order(4)
  void clusterModeDisabled() throws Exception {
    send("groups");
    send("cluster");

    String describe = commands("cluster-describe").get(0);
    SENT.add(describe);
    awaitAvailable(describe);
    send("cluster-wait");
    assertThat(
            aws(
                "aws elasticache describe-replication-groups --replication-group-id gallery-cmd --query ReplicationGroups[].MemberClusters[]"))
        .isEqualTo("gallery-cmd-001\tgallery-cmd-002\tgallery-cmd-003");
    assertThat(send("snapshot")).isIn("creating", "available");
    awaitAvailable(describe);
    send("failover");
    awaitAvailable(describe);
    assertThat(aws(commands("failover").get(1)))
        .contains("Failover from primary node gallery-cmd-001");
  }

  @Test
  @Order(5)
  void clusterModeEnabled() throws Exception {
    send("shards");

    awaitAvailable(
        "aws elasticache describe-replication-groups --replication-group-id gallery-cme --query ReplicationGroups[].Status");
  }

  @Test
  @Order(6)
  void memcached() throws Exception {
    String describe =
        "aws elasticache describe-cache-clusters --cache-cluster-id gallery-mc --query CacheClusters[].[CacheClusterStatus,NumCacheNodes]";
    send("memcached");
    assertThat(awaitAvailable(describe)).isEqualTo("available\t2");

    send("scale-out");

    assertThat(awaitAvailable(describe)).isEqualTo("available\t3");
  }

  @Test
  @Order(7)
  void deletionLeavesNothing() throws Exception {
    send("delete");
    String all = "aws elasticache describe-cache-clusters --query CacheClusters[].CacheClusterId";
    String serverless =
        "aws elasticache describe-serverless-caches --query ServerlessCaches[].Status";
    for (int i = 0; i < 30 && !(aws(all) + aws(serverless)).isEmpty(); i++) {
      // Each look takes about a second.
    }

    send("delete-wait");
    send("delete-groups");

    assertThat(aws("aws elasticache describe-users --query Users[].UserId"))
        .doesNotContain("gallery");
    assertThat(aws("aws iam list-roles --query Roles[].RoleName")).doesNotContain("gallery");
  }

  @Test
  @Order(8)
  void everyCommandOfThePageWasSent() throws Exception {
    List<String> all = new ArrayList<>();
    var tags = Pattern.compile("# tag::(.+)\\[]").matcher(Files.readString(COMMANDS));
    while (tags.find()) {
      all.addAll(commands(tags.group(1)));
    }

    assertThat(SENT).containsExactlyInAnyOrderElementsOf(all);
  }
}
