package example.elasticache.clustersetup;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policy of whoever carries out the chapter: each action that it calls, on names with its
 * prefix.
 *
 * <p>Whoever may make roles and policies can give more away than this says. Where that matters, let
 * somebody else make the role, or set a permissions boundary.
 */
record AdministratorPolicy(String account, String region, String prefix) {
  private static final List<String> KINDS =
      List.of(
          "serverlesscache",
          "replicationgroup",
          "cluster",
          "user",
          "usergroup",
          "subnetgroup",
          "parametergroup",
          "snapshot");

  private static final List<String> CACHE_ACTIONS =
      List.of(
          "CreateServerlessCache",
          "DescribeServerlessCaches",
          "DeleteServerlessCache",
          "CreateReplicationGroup",
          "DescribeReplicationGroups",
          "DeleteReplicationGroup",
          "TestFailover",
          "CreateCacheCluster",
          "DescribeCacheClusters",
          "ModifyCacheCluster",
          "DeleteCacheCluster",
          "CreateUser",
          "DescribeUsers",
          "DeleteUser",
          "CreateUserGroup",
          "DescribeUserGroups",
          "DeleteUserGroup",
          "CreateCacheSubnetGroup",
          "DescribeCacheSubnetGroups",
          "DeleteCacheSubnetGroup",
          "CreateCacheParameterGroup",
          "DescribeCacheParameterGroups",
          "DescribeCacheParameters",
          "ModifyCacheParameterGroup",
          "DeleteCacheParameterGroup",
          "CreateSnapshot",
          "DescribeSnapshots",
          "DeleteSnapshot",
          "ListTagsForResource",
          // Nobody calls it: whoever creates something with tags needs it as well.
          "AddTagsToResource");

  private static final List<String> ROLE_ACTIONS =
      List.of("CreateRole", "GetRole", "DeleteRole", "ListAttachedRolePolicies", "TagRole");

  private static final List<String> ATTACH_ACTIONS =
      List.of("AttachRolePolicy", "DetachRolePolicy");

  private static final List<String> POLICY_ACTIONS =
      List.of("CreatePolicy", "GetPolicy", "GetPolicyVersion", "DeletePolicy", "TagPolicy");

  String json() {
    return """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "CreateAndDeleteWhatBearsThePrefix",
              "Effect": "Allow",
              "Action": %s,
              "Resource": %s
            },
            {
              "Sid": "ReadEventsWhichCannotBeNarrowedDown",
              "Effect": "Allow",
              "Action": [ "elasticache:DescribeEvents" ],
              "Resource": "*"
            },
            {
              "Sid": "MakeTheRoleOfTheApplication",
              "Effect": "Allow",
              "Action": %s,
              "Resource": "%s"
            },
            {
              "Sid": "GiveItPoliciesOfThePrefixOnly",
              "Effect": "Allow",
              "Action": %s,
              "Resource": "%s",
              "Condition": { "ArnLike": { "iam:PolicyARN": "%s" } }
            },
            {
              "Sid": "MakeThePolicyOfTheApplication",
              "Effect": "Allow",
              "Action": %s,
              "Resource": "%s"
            }
          ]
        }
        """
        .formatted(
            list("elasticache:", CACHE_ACTIONS),
            list("", caches()),
            list("iam:", ROLE_ACTIONS),
            identity("role"),
            list("iam:", ATTACH_ACTIONS),
            identity("role"),
            identity("policy"),
            list("iam:", POLICY_ACTIONS),
            identity("policy"));
  }

  /** A Memcached cluster here has the default parameters, which nobody can change. */
  private List<String> caches() {
    return Stream.concat(
            KINDS.stream().map(kind -> cache(kind, prefix + "-*")),
            Stream.of(cache("parametergroup", "default.memcached1.6")))
        .toList();
  }

  private String cache(String kind, String name) {
    return "arn:aws:elasticache:%s:%s:%s:%s".formatted(region, account, kind, name);
  }

  private String identity(String kind) {
    return "arn:aws:iam::%s:%s/%s-*".formatted(account, kind, prefix);
  }

  private static String list(String before, List<String> names) {
    return names.stream()
        .map(name -> '"' + before + name + '"')
        .collect(Collectors.joining(",\n        ", "[\n        ", "\n      ]"));
  }
}
