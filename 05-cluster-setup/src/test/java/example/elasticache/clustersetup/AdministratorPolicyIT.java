package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import example.elasticache.devservices.aws.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The policy of whoever runs the setup names what the chapter calls, and nothing more. */
class AdministratorPolicyIT {
  private static final Pattern COMMAND = Pattern.compile("aws (elasticache|iam) (?!wait)([a-z-]+)");
  private static final Pattern CALL = Pattern.compile("(elasticache|iam|sts) ([A-Z][A-Za-z]+)");

  /** What one waits for is found out by describing it. */
  private static final Map<String, String> WAITERS =
      Map.of(
          "replication-group-available", "DescribeReplicationGroups",
          "replication-group-deleted", "DescribeReplicationGroups",
          "cache-cluster-deleted", "DescribeCacheClusters");

  /** To create something with tags, one must be allowed to tag as well. */
  private static final Set<String> FOR_TAGS =
      Set.of("elasticache:AddTagsToResource", "iam:TagRole", "iam:TagPolicy");

  /** Everybody may ask who they are. */
  private static final String FOR_EVERYBODY = "sts:GetCallerIdentity";

  @Test
  void itNamesEachActionOfTheStoryAndOfThePageAndNoOther() throws Exception {
    Set<String> called = new ConcurrentSkipListSet<>();
    String policy;
    try (var plane = ControlPlane.with().log(line -> record(line, called)).start();
        var aws = Cloud.clients(plane)) {
      var certificates = plane.certificates();
      var clients = CacheClients.trusting(certificates.trustStore(), certificates.password());
      Main.run(aws, clients, Cloud.SILENCE);
      policy = RealAws.policy(aws);
    }
    assertThat(called).contains("elasticache:CreateUser", "iam:DeletePolicy", FOR_EVERYBODY);

    Set<String> needed = new TreeSet<>(FOR_TAGS);
    needed.addAll(called);
    needed.addAll(calledByTheCommands());
    needed.remove(FOR_EVERYBODY);
    assertThat(allowed(policy)).containsExactlyInAnyOrderElementsOf(needed);
  }

  private static void record(String line, Set<String> calls) {
    var call = CALL.matcher(line);
    if (call.matches()) {
      calls.add(call.group(1) + ":" + call.group(2));
    }
  }

  private static Set<String> calledByTheCommands() throws IOException {
    String commands = Files.readString(Path.of("src/docs/commands.sh"));
    Set<String> calls = new TreeSet<>();
    var command = COMMAND.matcher(commands);
    while (command.find()) {
      calls.add(command.group(1) + ":" + camelCase(command.group(2)));
    }
    var waiter = Pattern.compile("aws elasticache wait ([a-z-]+)").matcher(commands);
    while (waiter.find()) {
      assertThat(WAITERS).containsKey(waiter.group(1));
      calls.add("elasticache:" + WAITERS.get(waiter.group(1)));
    }
    return calls;
  }

  private static String camelCase(String command) {
    var action = new StringBuilder();
    for (String word : command.split("-")) {
      action.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return action.toString();
  }

  private static Set<String> allowed(String policy) throws IOException {
    Set<String> actions = new TreeSet<>();
    for (JsonNode statement : new ObjectMapper().readTree(policy).get("Statement")) {
      statement.get("Action").forEach(action -> actions.add(action.asText()));
    }
    return actions;
  }
}
