package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The commands that the chapter shows, sent by the real AWS CLI: only the endpoint is ours. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArticleCommandsIT {
  private static ControlPlane plane;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        cliKnowsServerless(),
        "No AWS CLI here that knows create-serverless-cache: install awscli 1.32, 2.15 or newer.");
    plane = ControlPlane.start();
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

  /** Runs one command as a shell would split it, and returns what it printed. */
  private static String aws(String command) throws Exception {
    List<String> words = new ArrayList<>(List.of("aws"));
    var word =
        java.util.regex.Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)")
            .matcher(command.replace("\\\n", " "));
    while (word.find()) {
      for (int i = 1; i <= 3; i++) {
        if (word.group(i) != null) {
          words.add(word.group(i));
        }
      }
    }
    words.addAll(List.of("--endpoint-url", plane.endpoint().toString(), "--output", "text"));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    var environment = builder.environment();
    environment.put("AWS_ACCESS_KEY_ID", ControlPlane.ACCESS_KEY_ID);
    environment.put("AWS_SECRET_ACCESS_KEY", ControlPlane.SECRET_ACCESS_KEY);
    environment.remove("AWS_SESSION_TOKEN");
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("AWS_PAGER", "");
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  @Test
  @Order(1)
  void usersAndTheirGroup() throws Exception {
    aws(
        """
        elasticache create-user --user-id app-user --user-name app-user --engine valkey \\
          --authentication-mode Type=iam --access-string "on ~app:* +@all\"""");
    aws(
        """
        elasticache create-user-group --user-group-id workshop-group --engine valkey \\
          --user-ids app-user""");

    assertThat(aws("elasticache describe-user-groups --query UserGroups[].UserIds[]"))
        .isEqualTo("app-user");
  }

  @Test
  @Order(2)
  void aServerlessCache() throws Exception {
    aws(
        """
        elasticache create-serverless-cache --serverless-cache-name workshop-sl --engine valkey \\
          --major-engine-version 8 --subnet-ids subnet-a subnet-b --security-group-ids sg-cache \\
          --user-group-id workshop-group \\
          --cache-usage-limits '{"DataStorage":{"Maximum":1,"Unit":"GB"},"ECPUPerSecond":{"Maximum":1000}}'""");

    awaitAnswer(
        "available\tlocalhost\tlocalhost",
        """
        elasticache describe-serverless-caches --serverless-cache-name workshop-sl \\
          --query ServerlessCaches[].[Status,Endpoint.Address,ReaderEndpoint.Address]""");
  }

  /** The CLI's own waiters look every fifteen seconds: long for a cache that takes one. */
  private static void awaitAnswer(String wanted, String command) throws Exception {
    String answer = "";
    for (int i = 0; i < 20 && !answer.equals(wanted); i++) {
      answer = aws(command);
    }
    assertThat(answer).isEqualTo(wanted);
  }

  private static void awaitGroup() throws Exception {
    awaitAnswer(
        "available",
        """
        elasticache describe-replication-groups --replication-group-id workshop-cmd \\
          --query ReplicationGroups[].Status""");
  }

  @Test
  @Order(3)
  void aClusterOfOnesOwn() throws Exception {
    aws(
        """
        elasticache create-cache-subnet-group --cache-subnet-group-name workshop-subnets \\
          --cache-subnet-group-description "two zones" --subnet-ids subnet-a subnet-b""");
    aws(
        """
        elasticache create-cache-parameter-group --cache-parameter-group-name workshop-valkey8 \\
          --cache-parameter-group-family valkey8 --description "ours\"""");
    aws(
        """
        elasticache modify-cache-parameter-group --cache-parameter-group-name workshop-valkey8 \\
          --parameter-name-values ParameterName=maxmemory-policy,ParameterValue=allkeys-lru""");
    aws(
        """
        elasticache create-replication-group --replication-group-id workshop-cmd \\
          --replication-group-description "one primary, two replicas" \\
          --engine valkey --engine-version 8.2 --cache-node-type cache.t4g.micro \\
          --num-cache-clusters 3 --automatic-failover-enabled --multi-az-enabled \\
          --transit-encryption-enabled --at-rest-encryption-enabled \\
          --cache-parameter-group-name workshop-valkey8 --cache-subnet-group-name workshop-subnets \\
          --security-group-ids sg-cache --user-group-ids workshop-group --snapshot-retention-limit 1""");
    awaitGroup();
    aws("elasticache test-failover --replication-group-id workshop-cmd --node-group-id 0001");
    awaitGroup();

    assertThat(
            aws(
                """
                elasticache describe-events --source-type replication-group \\
                  --source-identifier workshop-cmd --query Events[].Message"""))
        .contains("Failover from primary node workshop-cmd-001");
  }

  @Test
  @Order(4)
  void aMemcachedCluster() throws Exception {
    aws(
        """
        elasticache create-cache-cluster --cache-cluster-id workshop-mc --engine memcached \\
          --cache-node-type cache.t4g.micro --num-cache-nodes 2 --az-mode cross-az \\
          --cache-subnet-group-name workshop-subnets --security-group-ids sg-cache""");
    aws("elasticache wait cache-cluster-available --cache-cluster-id workshop-mc");

    assertThat(
            aws(
                """
                elasticache describe-cache-clusters --cache-cluster-id workshop-mc \\
                  --show-cache-node-info --query CacheClusters[].CacheNodes[].CacheNodeId"""))
        .isEqualTo("0001\t0002");
  }

  @Test
  @Order(5)
  void aRoleAndItsPolicy() throws Exception {
    String arn =
        aws(
            """
            iam create-policy --policy-name connect --query Policy.Arn --policy-document \\
              '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"elasticache:Connect","Resource":"arn:aws:elasticache:us-east-1:123456789012:user:app-user"}]}'""");
    aws(
        """
        iam create-role --role-name workshop-role --assume-role-policy-document \\
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}'""");
    aws("iam attach-role-policy --role-name workshop-role --policy-arn " + arn);

    assertThat(
            aws(
                """
                iam list-attached-role-policies --role-name workshop-role \\
                  --query AttachedPolicies[].PolicyName"""))
        .isEqualTo("connect");
    assertThat(aws("sts get-caller-identity --query Account")).isEqualTo("123456789012");
  }

  @Test
  @Order(6)
  void deletionLeavesNothing() throws Exception {
    aws("elasticache delete-serverless-cache --serverless-cache-name workshop-sl");
    aws("elasticache delete-replication-group --replication-group-id workshop-cmd");
    aws("elasticache delete-cache-cluster --cache-cluster-id workshop-mc");
    aws("elasticache wait cache-cluster-deleted --cache-cluster-id workshop-mc");
    aws("elasticache delete-user-group --user-group-id workshop-group");
    aws("elasticache delete-user --user-id app-user");
    aws("elasticache delete-cache-parameter-group --cache-parameter-group-name workshop-valkey8");
    aws("elasticache delete-cache-subnet-group --cache-subnet-group-name workshop-subnets");

    assertThat(aws("elasticache describe-cache-clusters --query CacheClusters")).isEmpty();
  }
}
