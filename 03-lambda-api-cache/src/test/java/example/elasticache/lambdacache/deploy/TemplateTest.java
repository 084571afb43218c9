package example.elasticache.lambdacache.deploy;

import static example.elasticache.lambdacache.deploy.Template.at;
import static example.elasticache.lambdacache.deploy.Template.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import example.elasticache.lambdacache.AccessString;
import example.elasticache.lambdacache.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The template without an account: its structure, its references, and that it lets nobody do more.
 */
class TemplateTest {
  private static final Path FILE = Path.of("src/main/deploy/template.yaml");
  private static final String[] FUNCTION = {"Resources", "Function", "Properties"};

  private static Object function(String property) {
    return at(at(Template.read(FILE), FUNCTION), property);
  }

  @Test
  void theTemplateMayBeDeployed() {
    assertThat(TemplateRules.violations(Template.read(FILE))).isEmpty();
  }

  @Test
  void theHandlerExistsAndThePackageIsWhatTheBuildMakes() throws Exception {
    assertThat(Class.forName(function("Handler").toString()))
        .isAssignableTo(RequestStreamHandler.class);
    assertThat(FILE.resolveSibling(function("CodeUri").toString()).normalize())
        .isEqualTo(Path.of("target/lambda-api-cache-function.zip"));
  }

  /** What the template sets is what the function reads. */
  @Test
  void theFunctionUnderstandsItsVariables() {
    Map<String, String> variables = new HashMap<>();
    map(at(function("Environment"), "Variables"))
        .forEach((name, value) -> variables.put(name, resolved(value)));
    // Lambda sets these by itself.
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("AWS_ACCESS_KEY_ID", "ASIAEXAMPLE");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    variables.put("AWS_SESSION_TOKEN", "token");
    Settings settings = Settings.of(variables);

    assertThat(settings.upstream().toString())
        .isEqualTo("https://abcdefghij.execute-api.eu-central-1.amazonaws.com/prod");
    assertThat(settings.signer().sign(settings.upstream(), Map.of())).containsKey("Authorization");
    assertThatCode(() -> settings.client().close()).doesNotThrowAnyException();
  }

  private static String resolved(Object value) {
    String text =
        value instanceof String plain
            ? plain
            : at(value, "Fn::Sub") instanceof String substituted
                ? substituted
                : "${" + at(value, "Ref") + "}";
    return text.replace("${UpstreamApiId}", "abcdefghij")
        .replace("${UpstreamStage}", "prod")
        .replace("${AWS::Region}", "eu-central-1")
        .replace("${AWS::URLSuffix}", "amazonaws.com")
        .replace("${Cache.Endpoint.Address}", "localhost")
        .replace("${Cache.Endpoint.Port}", "1")
        .replace("${CacheUser}", "shop-function")
        .replace("${Cache}", "shop-answers");
  }

  @Test
  void theUserMayDoWhatTheTestsRunWith() {
    assertThat(at(Template.read(FILE), "Resources", "CacheUser", "Properties", "AccessString"))
        .isEqualTo("on " + AccessString.RULES);
  }

  /** What people change when something does not work at once. Each one is noticed. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("- !GetAtt Cache.ARN", "- \"*\""),
        mistake("- !GetAtt CacheUser.Arn", "- \"*\""),
        mistake("                  - !GetAtt CacheUser.Arn\n", ""),
        mistake("                  - !GetAtt Cache.ARN\n", ""),
        mistake("Action: elasticache:Connect", "Action: elasticache:*"),
        mistake("Action: elasticache:Connect", "Action: \"*\""),
        mistake("Action: execute-api:Invoke", "Action: execute-api:*"),
        mistake("${UpstreamApiId}/${UpstreamStage}/GET/products/*", "*"),
        mistake(
            "${UpstreamApiId}/${UpstreamStage}/GET/products/*",
            "${UpstreamApiId}/*/GET/products/*"),
        mistake("${UpstreamStage}/GET/prices/*", "${UpstreamStage}/*/prices/*"),
        mistake("${UpstreamStage}/GET/prices/*", "*"),
        mistake(
            ":${AWS::AccountId}:${UpstreamApiId}/${UpstreamStage}/GET/prices/*",
            ":*:${UpstreamApiId}/${UpstreamStage}/GET/prices/*"),
        mistake("              AWS: !GetAtt FunctionRole.Arn", "              AWS: \"*\""),
        mistake("              AWS: !GetAtt FunctionRole.Arn", "              AWS: [\"*\"]"),
        mistake("            Principal:\n              AWS: !GetAtt FunctionRole.Arn\n", ""),
        mistake("Service: lambda.amazonaws.com", "Service: ec2.amazonaws.com"),
        mistake("service-role/AWSLambdaVPCAccessExecutionRole", "AdministratorAccess"),
        mistake(
            "SourceSecurityGroupId: !GetAtt FunctionSecurityGroup.GroupId", "CidrIp: 0.0.0.0/0"),
        mistake(
            "SourceSecurityGroupId: !GetAtt FunctionSecurityGroup.GroupId", "CidrIp: 10.0.0.0/8"),
        mistake("CidrIp: 127.0.0.1/32", "CidrIp: 0.0.0.0/0"),
        mistake("CidrIp: 127.0.0.1/32", "CidrIpv6: ::/0"),
        mistake(
            "DestinationSecurityGroupId: !GetAtt CacheSecurityGroup.GroupId", "CidrIp: 10.0.0.0/8"),
        mistake(
            "      SecurityGroupEgress:\n        - IpProtocol: \"-1\"\n"
                + "          CidrIp: 127.0.0.1/32\n          Description: Nothing goes out\n",
            ""),
        mistake("ToPort: 6379\n      Source", "ToPort: 6380\n      Source"),
        mistake("rediss://${Cache", "redis://${Cache"),
        mistake("rediss://${Cache", "rediss://app:password@${Cache"),
        mistake("UPSTREAM_AUTH: iam", "UPSTREAM_SECRET: abc"),
        mistake("Type: iam", "Type: no-password-required"),
        mistake("on ~api_answer:* +get", "on ~* +get"),
        mistake("+get +set +del", "+@all +get +set +del"),
        mistake(" -@dangerous", ""),
        mistake("UserName: !Sub ${AWS::StackName}-function", "UserName: app"),
        mistake("        - !Ref CacheUser\n", "        - default\n"),
        mistake("      UserGroupId: !Ref CacheUsers\n", ""),
        mistake("        DefaultAuthorizer: Tokens\n", ""),
        mistake("DefaultAuthorizer: Tokens", "DefaultAuthorizer: NONE"),
        mistake(
            "            Method: GET\n",
            "            Method: GET\n            Auth:\n              Authorizer: NONE\n"),
        mistake("Method: GET", "Method: ANY"),
        mistake(
            "      AutoPublishAlias: live\n", "      FunctionUrlConfig:\n        AuthType: NONE\n"),
        mistake("      Timeout: 10\n", "      Timeout: 60\n"),
        mistake("      Timeout: 10\n", ""),
        mistake("      ReservedConcurrentExecutions: 50\n", ""),
        mistake("Runtime: java21", "Runtime: java8"),
        mistake(
            "Engine: valkey\n      MajorEngineVersion", "Engine: redis\n      MajorEngineVersion"),
        mistake("          Maximum: 1000\n", "          Minimum: 1000\n"),
        mistake("!Ref Subnets", "!Ref Subnet"),
        mistake("!GetAtt FunctionRole.Arn", "!GetAtt FunctionRole.ARN"),
        mistake("GroupDescription:", "Description:"),
        mistake("PrivateDnsEnabled: true", "PrivateDnsEnabled: false"),
        mistake("AWS::ElastiCache::UserGroup", "AWS::ElastiCache::UserGroups"));
  }

  private static Arguments mistake(String instead, String of) {
    return Arguments.of(instead, of);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void everyMistakeIsNoticed(String right, String wrong) throws IOException {
    String template = Files.readString(FILE);
    assertThat(template).contains(right);

    var changed =
        Template.parse(
            template.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)));

    assertThat(TemplateRules.violations(changed)).isNotEmpty();
  }
}
