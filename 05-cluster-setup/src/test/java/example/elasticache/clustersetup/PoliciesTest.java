package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Policies POLICIES = new Policies("123456789012", "eu-central-1");
  private static final String CONNECT = POLICIES.connectToServerless("my-cache", "app");
  private static final String TRUST = POLICIES.trustLambda();

  /** Returns what is too much, or missing, in the policy of an application. */
  private static List<String> faults(String policy, String cacheKind, String cache) {
    List<String> faults = new ArrayList<>();
    JsonNode statements = parse(policy).get("Statement");
    if (statements.size() != 1) {
      faults.add("not one statement");
    }
    JsonNode statement = statements.get(0);
    if (!statement.get("Action").equals(JSON.getNodeFactory().textNode("elasticache:Connect"))) {
      faults.add("another action than to connect");
    }
    List<String> resources = new ArrayList<>();
    statement.get("Resource").forEach(r -> resources.add(r.asText()));
    String prefix = "arn:aws:elasticache:eu-central-1:123456789012:";
    if (!resources.equals(List.of(prefix + cacheKind + ":" + cache, prefix + "user:app"))) {
      faults.add("other resources than the cache and the user");
    }
    if (statement.has("NotAction") || statement.has("NotResource")) {
      faults.add("says what not, instead of what");
    }
    return faults;
  }

  private static List<String> trustFaults(String policy) {
    List<String> faults = new ArrayList<>();
    JsonNode statement = parse(policy).get("Statement").get(0);
    if (!statement.at("/Principal/Service").asText().equals("lambda.amazonaws.com")) {
      faults.add("another principal");
    }
    if (!statement
        .at("/Condition/StringEquals/aws:SourceAccount")
        .asText()
        .equals("123456789012")) {
      faults.add("no account: a confused deputy could take the role");
    }
    return faults;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  @Test
  void anApplicationMayConnectToOneCacheAsOneUser() {
    assertThat(faults(CONNECT, "serverlesscache", "my-cache")).isEmpty();
    assertThat(
            faults(
                POLICIES.connectToReplicationGroup("my-group", "app"),
                "replicationgroup",
                "my-group"))
        .isEmpty();
  }

  @Test
  void everyWideningIsNoticed() {
    for (String part :
        List.of(
            "elasticache:Connect", "serverlesscache:my-cache", "user:app", "my-cache", "Connect")) {
      String wider = CONNECT.replace(part, "*");

      assertThat(wider).isNotEqualTo(CONNECT);
      assertThat(faults(wider, "serverlesscache", "my-cache")).as(part).isNotEmpty();
    }
  }

  /** Each would open more than one cache, or say something else than it should. */
  @ParameterizedTest
  @ValueSource(
      strings = {"*", "my-*", "my-cache?", "", "My-Cache", "a\", \"*", "a:b", "a/b", "a\n"})
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> POLICIES.connectToServerless(name, "app"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> POLICIES.connectToReplicationGroup("my-group", name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> POLICIES.administer(name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Policies(name, "eu-central-1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Policies("123456789012", name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyLambdaOfThisAccountMayTakeTheRole() {
    assertThat(trustFaults(TRUST)).isEmpty();
    assertThat(trustFaults(TRUST.replace("lambda.amazonaws.com", "*"))).isNotEmpty();
    assertThat(trustFaults(TRUST.replace("aws:SourceAccount", "aws:Other"))).isNotEmpty();
    assertThat(trustFaults(TRUST.replaceAll("\"123456789012\"", "\"*\""))).isNotEmpty();
  }

  @Test
  void theAdministratorMayDoNamedThingsToWhatBearsThePrefix() {
    JsonNode statements = parse(POLICIES.administer("gallery")).get("Statement");

    for (JsonNode statement : statements) {
      assertThat(statement.get("Action"))
          .allSatisfy(
              action -> assertThat(action.asText()).matches("(elasticache|iam):[A-Z][A-Za-z]+"))
          .noneSatisfy(action -> assertThat(action.asText()).isEqualTo("elasticache:Connect"));
      if (!statement.get("Action").toString().equals("[\"elasticache:DescribeEvents\"]")) {
        assertThat(texts(statement.get("Resource")))
            .allSatisfy(
                resource ->
                    assertThat(resource)
                        .matches(
                            "arn:aws:elasticache:eu-central-1:123456789012:[a-z]+:gallery-\\*"
                                + "|arn:aws:elasticache:eu-central-1:123456789012:parametergroup:default\\.memcached1\\.6"
                                + "|arn:aws:iam::123456789012:(role|policy)/gallery-\\*"));
      }
    }
  }

  @Test
  void theAdministratorMayGiveTheRoleNoPolicyButItsOwn() {
    for (JsonNode statement : parse(POLICIES.administer("gallery")).get("Statement")) {
      if (statement.get("Action").toString().contains("RolePolicy\"")) {
        assertThat(statement.at("/Condition/ArnLike/iam:PolicyARN").asText())
            .isEqualTo("arn:aws:iam::123456789012:policy/gallery-*");
      }
    }
  }

  private static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isTextual()) {
      texts.add(oneOrMany.asText());
    }
    oneOrMany.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
