package example.elasticache.lambdacache.deploy;

import static example.elasticache.lambdacache.deploy.Template.at;
import static example.elasticache.lambdacache.deploy.Template.list;
import static example.elasticache.lambdacache.deploy.Template.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a template must be before anybody deploys it: whole, in the VPC, and least privileged. */
final class TemplateRules {
  /** The properties that are used here, after AWS's reference of the resource types. */
  private static final Map<String, Set<String>> PROPERTIES =
      Map.of(
          "AWS::EC2::SecurityGroup",
          Set.of("GroupDescription", "VpcId", "SecurityGroupEgress", "SecurityGroupIngress"),
          "AWS::EC2::SecurityGroupIngress",
          Set.of("GroupId", "IpProtocol", "FromPort", "ToPort", "SourceSecurityGroupId"),
          "AWS::EC2::VPCEndpoint",
          Set.of(
              "VpcEndpointType",
              "ServiceName",
              "VpcId",
              "SubnetIds",
              "SecurityGroupIds",
              "PrivateDnsEnabled",
              "PolicyDocument"),
          "AWS::ElastiCache::ServerlessCache",
          Set.of(
              "ServerlessCacheName",
              "Engine",
              "MajorEngineVersion",
              "SubnetIds",
              "SecurityGroupIds",
              "UserGroupId",
              "CacheUsageLimits"),
          "AWS::ElastiCache::User",
          Set.of("Engine", "UserId", "UserName", "AuthenticationMode", "AccessString"),
          "AWS::ElastiCache::UserGroup",
          Set.of("Engine", "UserGroupId", "UserIds"),
          "AWS::IAM::Role",
          Set.of("AssumeRolePolicyDocument", "ManagedPolicyArns", "Policies"),
          "AWS::Serverless::Function",
          Set.of(
              "CodeUri",
              "Handler",
              "Runtime",
              "Architectures",
              "MemorySize",
              "Timeout",
              "Role",
              "AutoPublishAlias",
              "SnapStart",
              "ReservedConcurrentExecutions",
              "VpcConfig",
              "Environment",
              "Events"),
          "AWS::Serverless::HttpApi",
          Set.of("Auth", "DefaultRouteSettings"));

  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          "AWS::EC2::SecurityGroup", Set.of("GroupId"),
          "AWS::ElastiCache::ServerlessCache", Set.of("ARN", "Endpoint.Address", "Endpoint.Port"),
          "AWS::ElastiCache::User", Set.of("Arn"),
          "AWS::ElastiCache::UserGroup", Set.of("Arn"),
          "AWS::IAM::Role", Set.of("Arn"),
          "AWS::Serverless::Function", Set.of("Arn"));

  private static final Set<String> PSEUDO =
      Set.of("AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::StackName", "AWS::URLSuffix");
  private static final Set<String> RUNTIMES = Set.of("java17.al2023", "java21", "java25");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  private final Map<String, Object> template;
  private final Map<String, Object> resources;
  private final List<String> violations = new ArrayList<>();

  private TemplateRules(Map<String, Object> template) {
    this.template = template;
    this.resources = map(template.get("Resources"));
  }

  /** Returns what is wrong with a template; nothing if it may be deployed. */
  static List<String> violations(Map<String, Object> template) {
    var rules = new TemplateRules(template);
    rules.structure();
    rules.references(template);
    rules.network();
    rules.policies();
    rules.cache();
    rules.function();
    rules.api();
    return rules.violations;
  }

  private void require(boolean asItMustBe, String otherwise) {
    if (!asItMustBe) {
      violations.add(otherwise);
    }
  }

  private List<Map<String, Object>> ofType(String type) {
    return resources.values().stream()
        .map(Template::map)
        .filter(resource -> type.equals(resource.get("Type")))
        .map(resource -> map(resource.get("Properties")))
        .toList();
  }

  private Map<String, Object> only(String type) {
    List<Map<String, Object>> all = ofType(type);
    require(all.size() == 1, "There is one " + type + ".");
    return all.isEmpty() ? Map.of() : all.get(0);
  }

  private void structure() {
    require(
        Set.of(
                "AWSTemplateFormatVersion",
                "Transform",
                "Description",
                "Parameters",
                "Resources",
                "Outputs")
            .containsAll(template.keySet()),
        "The template has no other sections.");
    require(
        "2010-09-09".equals(template.get("AWSTemplateFormatVersion"))
            && "AWS::Serverless-2016-10-31".equals(template.get("Transform")),
        "Version and transform are SAM's.");
    resources.forEach(
        (name, resource) -> {
          String type = String.valueOf(map(resource).get("Type"));
          Set<String> known = PROPERTIES.get(type);
          require(known != null, name + " is of a type that is used here.");
          if (known != null) {
            for (String property : map(map(resource).get("Properties")).keySet()) {
              require(known.contains(property), type + " has no property " + property + ".");
            }
          }
        });
  }

  private void references(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inner) -> {
            switch (String.valueOf(key)) {
              case "Ref" -> reference(String.valueOf(inner));
              case "Fn::GetAtt" -> attribute(String.valueOf(inner));
              case "Fn::Sub" -> substitution(String.valueOf(inner));
              default -> {
                require(
                    !String.valueOf(key).startsWith("Fn::"),
                    "The function " + key + " is used here.");
                references(inner);
              }
            }
          });
    } else if (value instanceof List<?> list) {
      list.forEach(this::references);
    }
  }

  private void reference(String name) {
    require(
        resources.containsKey(name)
            || map(template.get("Parameters")).containsKey(name)
            || PSEUDO.contains(name),
        "There is nothing called " + name + ".");
  }

  private void attribute(String text) {
    String[] parts = text.split("\\.", 2);
    String type = String.valueOf(map(resources.get(parts[0])).get("Type"));
    require(
        parts.length == 2 && ATTRIBUTES.getOrDefault(type, Set.of()).contains(parts[1]),
        "There is no attribute " + text + ".");
  }

  private void substitution(String text) {
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      if (variable.group(1).contains(".")) {
        attribute(variable.group(1));
      } else {
        reference(variable.group(1));
      }
    }
  }

  private void network() {
    String text = template.toString();
    require(!text.contains("0.0.0.0") && !text.contains("::/0"), "Nothing is open to the world.");
    for (Map<String, Object> group : ofType("AWS::EC2::SecurityGroup")) {
      require(
          !list(group.get("SecurityGroupEgress")).isEmpty(),
          "A group without a way out of its own may go anywhere.");
      require(group.get("SecurityGroupIngress") == null, "Who comes in is named by a rule apart.");
      for (Object rule : list(group.get("SecurityGroupEgress"))) {
        require(
            at(rule, "DestinationSecurityGroupId", "Fn::GetAtt") != null
                || "127.0.0.1/32".equals(at(rule, "CidrIp")),
            "Each way out leads to a security group.");
      }
    }
    for (Map<String, Object> rule : ofType("AWS::EC2::SecurityGroupIngress")) {
      require(
          "FunctionSecurityGroup.GroupId".equals(at(rule, "SourceSecurityGroupId", "Fn::GetAtt")),
          "Only the function comes in.");
      require(
          rule.get("FromPort") != null && rule.get("FromPort").equals(rule.get("ToPort")),
          "One port comes in.");
    }
    require(
        ofType("AWS::EC2::SecurityGroupIngress").stream()
            .anyMatch(
                rule ->
                    "CacheSecurityGroup.GroupId".equals(at(rule, "GroupId", "Fn::GetAtt"))
                        && Integer.valueOf(6379).equals(rule.get("FromPort"))),
        "The function comes in to the cache on port 6379.");
    require(
        Boolean.TRUE.equals(only("AWS::EC2::VPCEndpoint").get("PrivateDnsEnabled")),
        "The name of the private API leads to the endpoint.");
  }

  private void policies() {
    Map<String, Object> role = only("AWS::IAM::Role");
    List<Object> trust = list(at(role, "AssumeRolePolicyDocument", "Statement"));
    require(
        trust.size() == 1
            && "lambda.amazonaws.com".equals(at(trust, "0", "Principal", "Service"))
            && "sts:AssumeRole".equals(at(trust, "0", "Action")),
        "Lambda alone takes the role.");
    require(
        list(role.get("ManagedPolicyArns"))
            .equals(
                List.of(
                    Map.of(
                        "Fn::Sub",
                        "arn:${AWS::Partition}:iam::aws:policy/service-role/"
                            + "AWSLambdaVPCAccessExecutionRole"))),
        "The one managed policy is that for log and network interface.");

    List<Object> statements = new ArrayList<>();
    for (Object policy : list(role.get("Policies"))) {
      statements.addAll(list(at(policy, "PolicyDocument", "Statement")));
    }
    List<Object> ofEndpoint =
        list(at(only("AWS::EC2::VPCEndpoint"), "PolicyDocument", "Statement"));
    List<Object> all = new ArrayList<>(statements);
    all.addAll(ofEndpoint);
    require(!all.isEmpty(), "There are policies.");
    for (Object statement : all) {
      require("Allow".equals(at(statement, "Effect")), "Each statement allows something.");
      require(
          at(statement, "NotAction") == null && at(statement, "NotResource") == null,
          "No statement says what it does not mean.");
      for (Object action : list(at(statement, "Action"))) {
        require(
            Set.of("elasticache:Connect", "execute-api:Invoke").contains(action),
            "The action " + action + " is not needed.");
      }
      for (Object resource : list(at(statement, "Resource"))) {
        resource(resource);
      }
      require(!list(at(statement, "Resource")).isEmpty(), "Each statement names its resources.");
    }
    require(
        !ofEndpoint.isEmpty()
            && ofEndpoint.stream()
                .allMatch(
                    statement ->
                        "FunctionRole.Arn".equals(at(statement, "Principal", "AWS", "Fn::GetAtt"))),
        "The endpoint lets the function through, and nobody else.");
    require(
        statements.stream()
            .filter(statement -> list(at(statement, "Action")).contains("elasticache:Connect"))
            .map(statement -> at(statement, "Resource"))
            .toList()
            .equals(
                List.of(
                    List.of(
                        Map.of("Fn::GetAtt", "Cache.ARN"), Map.of("Fn::GetAtt", "CacheUser.Arn")))),
        "To connect needs the cache and the user, and no more.");
  }

  /** A star may stand for the product in a path, and for nothing else. */
  private void resource(Object resource) {
    String text =
        at(resource, "Fn::Sub") instanceof String substituted
            ? substituted
            : String.valueOf(resource);
    String beforeThePath = text.replaceFirst("/GET/(products|prices)/\\*$", "/GET/");
    require(!beforeThePath.contains("*"), "The resource " + text + " is too wide.");
  }

  private void cache() {
    Map<String, Object> cache = only("AWS::ElastiCache::ServerlessCache");
    require("valkey".equals(cache.get("Engine")), "The cache is Valkey.");
    require(
        list(cache.get("SecurityGroupIds"))
            .equals(List.of(Map.of("Fn::GetAtt", "CacheSecurityGroup.GroupId"))),
        "The cache has its own security group.");
    require(cache.get("UserGroupId") != null, "The cache lets its users in, and nobody else.");
    require(
        at(cache, "CacheUsageLimits", "DataStorage", "Maximum") instanceof Integer
            && at(cache, "CacheUsageLimits", "ECPUPerSecond", "Maximum") instanceof Integer,
        "The bill has a lid.");
    Map<String, Object> user = only("AWS::ElastiCache::User");
    require(
        user.get("UserId") != null && user.get("UserId").equals(user.get("UserName")),
        "An IAM user's id is his name.");
    require("iam".equals(at(user, "AuthenticationMode", "Type")), "The user logs in by IAM.");
    String access = String.valueOf(user.get("AccessString"));
    require(
        access.startsWith("on ~api_answer:* ")
            && !access.contains("~*")
            && !access.contains("allkeys")
            && !access.contains("+@all")
            && !access.contains("allcommands")
            && !access.contains("+@write")
            && access.contains("-@dangerous"),
        "The user may touch the function's keys, with the function's commands.");
    require(
        list(only("AWS::ElastiCache::UserGroup").get("UserIds"))
            .equals(List.of(Map.of("Ref", "CacheUser"))),
        "The function's user is the only one.");
  }

  private void function() {
    Map<String, Object> function = only("AWS::Serverless::Function");
    require(RUNTIMES.contains(function.get("Runtime")), "The runtime exists.");
    require(
        list(at(function, "VpcConfig", "SecurityGroupIds"))
                .equals(List.of(Map.of("Fn::GetAtt", "FunctionSecurityGroup.GroupId")))
            && at(function, "VpcConfig", "SubnetIds", "Ref") != null,
        "The function is in the VPC of its cache.");
    require(
        "FunctionRole.Arn".equals(at(function, "Role", "Fn::GetAtt")),
        "The function has its role.");
    require(
        function.get("Timeout") instanceof Integer seconds && seconds >= 5 && seconds <= 29,
        "The function has time for a slow answer, and API Gateway waits for it.");
    require(
        "PublishedVersions".equals(at(function, "SnapStart", "ApplyOn"))
            && function.get("AutoPublishAlias") != null,
        "SnapStart needs a published version.");
    require(
        function.get("ReservedConcurrentExecutions") instanceof Integer,
        "The number of sandboxes is bounded.");
    require(
        "rediss://${Cache.Endpoint.Address}:${Cache.Endpoint.Port}"
            .equals(at(function, "Environment", "Variables", "CACHE_URL", "Fn::Sub")),
        "The cache is reached by TLS, without a password.");
    String variables = String.valueOf(at(function, "Environment", "Variables"));
    require(
        !variables.matches("(?is).*(password|secret|:[^/]+@).*"), "No secret is in a variable.");
  }

  private void api() {
    Map<String, Object> api = only("AWS::Serverless::HttpApi");
    Object authorizer = at(api, "Auth", "DefaultAuthorizer");
    require(
        authorizer != null
            && at(api, "Auth", "Authorizers", String.valueOf(authorizer), "JwtConfiguration")
                != null,
        "Nobody gets in without a token.");
    for (Object event : map(at(only("AWS::Serverless::Function"), "Events")).values()) {
      require(
          "HttpApi".equals(at(event, "Type"))
              && at(event, "Properties", "ApiId") != null
              && at(event, "Properties", "Auth") == null
              && "GET".equals(at(event, "Properties", "Method")),
          "Events come through the API and its authorizer, as GET.");
    }
    require(
        at(api, "DefaultRouteSettings", "ThrottlingRateLimit") instanceof Integer,
        "The API has a limit.");
  }
}
