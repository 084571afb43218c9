package e4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class AccessPoliciesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ACCOUNT = "111122223333";
  private static final String HERE = "arn:aws:elasticache:eu-central-1:" + ACCOUNT + ":";
  private static final String CONNECT = "elasticache:Connect";

  private final AccessPolicies policies = new AccessPolicies(ACCOUNT, "eu-central-1");

  /** What somebody wants to do, and to what. */
  private record Request(String action, String resource) {}

  @Test
  @Order(1)
  void theFunctionMayConnectToItsCacheAsItsUser() {
    JsonNode policy = connect();

    for (String resource : List.of("serverlesscache:shop-cache", "user:shop-user")) {
      assertThat(allows(policy, new Request(CONNECT, HERE + resource)))
          .withFailMessage(
              "To connect, both the cache and the user must be allowed. This policy does not allow elasticache:Connect on %s.",
              HERE + resource)
          .isTrue();
    }
  }

  @Test
  @Order(2)
  void itMayDoNothingElse() {
    for (String action :
        List.of(
            "elasticache:DeleteServerlessCache",
            "elasticache:ModifyServerlessCache",
            "elasticache:DescribeServerlessCaches",
            "elasticache:ModifyUser",
            "elasticache:ConnectAsAdministrator",
            "iam:PassRole")) {
      refuses(new Request(action, HERE + "serverlesscache:shop-cache"));
      refuses(new Request(action, HERE + "user:shop-user"));
    }
  }

  @Test
  @Order(3)
  void itMayConnectToNoOtherCacheAndAsNoOtherUser() {
    for (String other :
        List.of(
            HERE + "serverlesscache:billing",
            HERE + "serverlesscache:shop-cache-2",
            HERE + "user:administrator",
            HERE + "user:shop-user-2",
            HERE + "replicationgroup:shop-cache",
            "arn:aws:elasticache:us-east-1:" + ACCOUNT + ":serverlesscache:shop-cache",
            "arn:aws:elasticache:eu-central-1:444455556666:serverlesscache:shop-cache",
            "arn:aws:elasticache:eu-central-1:444455556666:user:shop-user")) {
      refuses(new Request(CONNECT, other));
    }
  }

  @Test
  @Order(4)
  void thePolicyIsForTheNamesThatAreGiven() {
    JsonNode policy =
        parse(new AccessPolicies("444455556666", "us-east-1").connect("a", "users-of-shop-1"));

    for (String resource : List.of("serverlesscache:a", "user:users-of-shop-1")) {
      String arn = "arn:aws:elasticache:us-east-1:444455556666:" + resource;
      assertThat(allows(policy, new Request(CONNECT, arn)))
          .withFailMessage(
              "The policy for cache \"a\" and user \"users-of-shop-1\" of account 444455556666 in us-east-1 does not allow elasticache:Connect on %s.",
              arn)
          .isTrue();
    }
  }

  @Test
  @Order(5)
  void whatIsNoNameIsRefused() {
    for (String bad :
        List.of(
            "*",
            "shop-*",
            "shop?",
            "",
            "Shop",
            "1shop",
            "-shop",
            "shop\", \"*",
            "${aws:username}",
            "shop:cache",
            "shop\n",
            "s".repeat(41))) {
      refusesName(bad, () -> policies.connect(bad, "shop-user"));
      refusesName(bad, () -> policies.connect("shop-cache", bad));
    }
  }

  @Test
  @Order(6)
  void theLongestNameIsTaken() {
    String longest = "s" + "-2".repeat(19) + "x";

    Throwable failure = catchThrowable(() -> policies.connect(longest, longest));

    assertThat(failure)
        .withFailMessage(
            "The text \"%s\" has 40 characters and is a name, but the outcome was \"%s\".",
            longest, failure)
        .isNull();
  }

  @Test
  @Order(7)
  void onlyLambdaMayTakeTheRole() {
    JsonNode statement = onlyStatement(parse(policies.trust()));

    assertThat(statement.path("Principal"))
        .withFailMessage(
            "The principal should be { \"Service\": \"lambda.amazonaws.com\" } and nobody else, but it is %s.",
            statement.path("Principal"))
        .isEqualTo(parse("{ \"Service\": \"lambda.amazonaws.com\" }"));
    assertThat(texts(statement.path("Action")))
        .withFailMessage(
            "Lambda should be allowed sts:AssumeRole and nothing else, but it is %s.",
            statement.path("Action"))
        .containsExactly("sts:AssumeRole");
  }

  @Test
  @Order(8)
  void lambdaMayTakeItForThisAccountOnly() {
    for (String account : List.of(ACCOUNT, "444455556666")) {
      JsonNode statement =
          onlyStatement(parse(new AccessPolicies(account, "eu-central-1").trust()));

      JsonNode accounts =
          statement.path("Condition").path("StringEquals").path("aws:SourceAccount");

      assertThat(texts(accounts))
          .withFailMessage(
              """
              Lambda may take the role on behalf of others than account %s; compared are: %s.
                1. Somebody makes a function in an account of their own.
                2. They name your role as its role.
                3. Lambda is allowed to take it, and does not ask for whom.
              Compare aws:SourceAccount by StringEquals in a Condition.""",
              account, statement.path("Condition"))
          .containsExactly(account);
    }
  }

  private JsonNode connect() {
    return parse(policies.connect("shop-cache", "shop-user"));
  }

  private void refuses(Request request) {
    assertThat(allows(connect(), request))
        .withFailMessage(
            "Whoever takes over the function can also call %s on %s.",
            request.action(), request.resource())
        .isFalse();
  }

  private static void refusesName(String name, Runnable call) {
    Throwable failure = catchThrowable(call::run);
    assertThat(failure)
        .withFailMessage(
            "The text \"%s\" is no name, and should be refused with an IllegalArgumentException before it is part of a policy. But the outcome was \"%s\".",
            name, failure)
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** As AWS does: one statement must allow it, and none may deny it. */
  private static boolean allows(JsonNode policy, Request request) {
    boolean allowed = false;
    for (JsonNode statement : statements(policy)) {
      for (String unknown : List.of("NotAction", "NotResource", "Condition", "Principal")) {
        assertThat(statement.has(unknown))
            .withFailMessage("Name what is allowed, and do it without \"%s\" here.", unknown)
            .isFalse();
      }
      // Actions are compared without regard to case, resources are not.
      boolean matches =
          texts(statement.path("Action")).stream()
                  .anyMatch(p -> matches(p, request.action(), Pattern.CASE_INSENSITIVE))
              && texts(statement.path("Resource")).stream()
                  .anyMatch(p -> matches(p, request.resource(), 0));
      if (matches && statement.path("Effect").asText().equals("Deny")) {
        return false;
      }
      allowed |= matches && statement.path("Effect").asText().equals("Allow");
    }
    return allowed;
  }

  private static boolean matches(String pattern, String text, int flags) {
    String regex =
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return Pattern.compile(regex, flags).matcher(text).matches();
  }

  private static JsonNode onlyStatement(JsonNode policy) {
    List<JsonNode> statements = statements(policy);
    assertThat(statements.size())
        .withFailMessage("One statement is enough, but the policy has %s.", statements.size())
        .isEqualTo(1);
    assertThat(statements.get(0).path("Effect").asText())
        .withFailMessage(
            "The statement should have the effect Allow, but has %s.",
            statements.get(0).path("Effect"))
        .isEqualTo("Allow");
    return statements.get(0);
  }

  /** A list of one may be written without its brackets. */
  private static List<JsonNode> statements(JsonNode policy) {
    JsonNode all = policy.path("Statement");
    List<JsonNode> statements = new ArrayList<>();
    if (all.isArray()) {
      all.forEach(statements::add);
    } else if (all.isObject()) {
      statements.add(all);
    }
    return statements;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(each -> texts.add(each.asText()));
    } else if (node.isTextual()) {
      texts.add(node.asText());
    }
    return texts;
  }

  private static JsonNode parse(String policy) {
    try {
      return JSON.readTree(policy);
    } catch (JsonProcessingException e) {
      throw new AssertionError(
          "The policy is no JSON: %s. It was:%n%s%n.".formatted(e.getOriginalMessage(), policy), e);
    }
  }
}
