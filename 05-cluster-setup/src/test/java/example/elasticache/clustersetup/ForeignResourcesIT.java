package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.elasticache.devservices.aws.ControlPlane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;

/** A name of the plan is taken already: what somebody else made is compared, and never changed. */
class ForeignResourcesIT {
  private static ControlPlane plane;
  private static AwsClients aws;

  @BeforeAll
  static void start() {
    plane = ControlPlane.start();
    aws = Cloud.clients(plane);
  }

  @AfterAll
  static void stop() {
    aws.close();
    plane.close();
  }

  private static AccessSteps access(String setup) {
    return new AccessSteps(aws.elastiCache(), aws.iam(), new Tagging(setup));
  }

  private static GroupSteps groups(String setup) {
    return new GroupSteps(aws.elastiCache(), new Tagging(setup));
  }

  private static Setup setup(Step step) {
    return new Setup(List.of(step), Cloud.PATIENCE, Cloud.SILENCE);
  }

  private static void assertRefused(Step step, String... reasons) {
    assertThatThrownBy(() -> setup(step).create())
        .isInstanceOf(SetupException.class)
        .hasMessageContainingAll(reasons);
    assertThat(setup(step).delete()).containsExactly(step.what() + " was not made by this setup");
    assertThat(step.find().get()).isPresent();
  }

  private static void createUser(String id, String accessString) {
    aws.elastiCache()
        .createUser(
            r ->
                r.userId(id)
                    .userName(id)
                    .engine("valkey")
                    .authenticationMode(a -> a.type("iam"))
                    .accessString(accessString));
  }

  @Test
  void aUserWhoMayDoMoreIsRefused() {
    createUser("mighty", "on ~* +@all");

    assertRefused(
        access("s").user("mighty"), "user mighty", "access string is on ~* +@all, not on ~app:*");
  }

  @Test
  void theRulesByWhichEveryUserBeginsMakeNoDifference() {
    createUser("spelled-out", AccessSteps.ACCESS.replace("+@all", "resetchannels -@all +@all"));

    setup(access("s").user("spelled-out")).create();
  }

  @Test
  void aGroupOfOtherUsersIsRefused() {
    createUser("somebody", "on ~* +@all");
    aws.elastiCache()
        .createUserGroup(r -> r.userGroupId("theirs").engine("valkey").userIds("somebody"));

    assertRefused(access("s").userGroup("theirs", "app"), "its users is [somebody], not [app]");
  }

  @Test
  void aGroupOfOtherSubnetsIsRefused() {
    aws.elastiCache()
        .createCacheSubnetGroup(
            r ->
                r.cacheSubnetGroupName("elsewhere")
                    .cacheSubnetGroupDescription("another VPC's")
                    .subnetIds("subnet-x", "subnet-y"));

    assertRefused(groups("s").subnetGroup("elsewhere", Cloud.PLACE), "subnet-x", "subnet-a");
  }

  private static void createParameterGroup(String name, Map<String, String> values) {
    aws.elastiCache()
        .createCacheParameterGroup(
            r ->
                r.cacheParameterGroupName(name)
                    .cacheParameterGroupFamily("valkey8")
                    .description("theirs"));
    values.forEach(
        (parameter, value) ->
            aws.elastiCache()
                .modifyCacheParameterGroup(
                    r ->
                        r.cacheParameterGroupName(name)
                            .parameterNameValues(
                                ParameterNameValue.builder()
                                    .parameterName(parameter)
                                    .parameterValue(value)
                                    .build())));
  }

  private static Optional<String> policyOf(String group) {
    return aws
        .elastiCache()
        .describeCacheParameters(r -> r.cacheParameterGroupName(group).source("user"))
        .parameters()
        .stream()
        .filter(p -> p.parameterName().equals("maxmemory-policy"))
        .map(p -> p.parameterValue())
        .findFirst();
  }

  @Test
  void parametersThatSomebodyElseHasSetOtherwiseStayAsTheyAre() {
    createParameterGroup("their-policy", Map.of("maxmemory-policy", "noeviction"));

    assertRefused(
        groups("s").parameterGroup("their-policy"),
        "maxmemory-policy is noeviction, not allkeys-lru");
    assertThat(policyOf("their-policy")).hasValue("noeviction");
  }

  @Test
  void parametersThatSomebodyElseHasNotSetStayUnset() {
    createParameterGroup("their-rest", Map.of("maxmemory-samples", "7"));

    assertRefused(groups("s").parameterGroup("their-rest"), "exists in part");
    assertThat(policyOf("their-rest")).isEmpty();
  }

  @Test
  void parametersBesidesThoseOfThePlanAreNobodysBusiness() {
    createParameterGroup(
        "more", Map.of("maxmemory-samples", "7", "maxmemory-policy", "allkeys-lru"));

    setup(groups("s").parameterGroup("more")).create();
  }

  private static Step role(String name) {
    String account = aws.account();
    var policies = new Policies(account, aws.region().id());
    return access(name)
        .role(
            name,
            policies.trustLambda(),
            name + "-connect",
            policies.connectToServerless("cache", "app"),
            account);
  }

  @Test
  void aRoleThatSomebodyElseMadeIsGivenNoPolicy() {
    String trust = new Policies(aws.account(), aws.region().id()).trustLambda();
    aws.iam().createRole(r -> r.roleName("theirs").assumeRolePolicyDocument(trust));

    assertRefused(role("theirs"), "role theirs", "exists in part");
    assertThat(aws.iam().listAttachedRolePolicies(r -> r.roleName("theirs")).attachedPolicies())
        .isEmpty();
  }

  @Test
  void aRoleThatEverybodyMayTakeIsRefused() {
    Step role = role("open");
    setup(role).create();
    String anybody =
        new Policies(aws.account(), aws.region().id())
            .trustLambda()
            .replace("{ \"Service\": \"lambda.amazonaws.com\" }", "\"*\"");
    replaceRole("open", anybody);

    assertThatThrownBy(() -> setup(role).create())
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("trust policy is ");
  }

  private static void replaceRole(String name, String trust) {
    String policy = "arn:aws:iam::" + aws.account() + ":policy/" + name + "-connect";
    var tags = new Tagging(name).iamTags();
    aws.iam().detachRolePolicy(r -> r.roleName(name).policyArn(policy));
    aws.iam().deleteRole(r -> r.roleName(name));
    aws.iam().createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust).tags(tags));
    aws.iam().attachRolePolicy(r -> r.roleName(name).policyArn(policy));
  }

  @Test
  void aPolicyThatAllowsMoreIsRefused() {
    aws.iam()
        .createPolicy(
            r ->
                r.policyName("wide-connect")
                    .policyDocument(
                        new Policies(aws.account(), aws.region().id())
                            .connectToServerless("cache", "app")
                            .replace("user:app", "user:*"))
                    .tags(new Tagging("wide").iamTags()));

    assertThatThrownBy(() -> setup(role("wide")).create())
        .isInstanceOf(SetupException.class)
        .hasMessageContainingAll("role wide exists, but not as planned", "user:*");
    assertThat(aws.iam().listRoles().roles()).noneMatch(role -> role.roleName().equals("wide"));
  }
}
