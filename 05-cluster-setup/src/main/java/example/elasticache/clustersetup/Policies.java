package example.elasticache.clustersetup;

import java.util.List;
import java.util.stream.Collectors;

/** The policies of the chapter: each allows what is needed, on what it is needed for. */
public record Policies(String account, String region) {

  // tag::connect[]
  /** Returns the policy of an application: connect to one serverless cache, as one user. */
  public String connectToServerless(String cache, String user) {
    return connect("serverlesscache", cache, user);
  }

  /** Returns the policy of an application: connect to one replication group, as one user. */
  public String connectToReplicationGroup(String group, String user) {
    return connect("replicationgroup", group, user);
  }

  private String connect(String kind, String name, String user) {
    // Both are needed: the cache says where, the user says as whom.
    return """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "ConnectToOneCacheAsOneUser",
              "Effect": "Allow",
              "Action": "elasticache:Connect",
              "Resource": [
                "%s",
                "%s"
              ]
            }
          ]
        }
        """
        .formatted(arn(kind, name), arn("user", user));
  }

  // end::connect[]

  // tag::trust[]
  /** Returns the trust policy of a role that only Lambda may take, and only for this account. */
  public String trustLambda() {
    // No aws:SourceArn: the role must be there before the function that would be named in it.
    return """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "LambdaOfThisAccountOnly",
              "Effect": "Allow",
              "Principal": { "Service": "lambda.amazonaws.com" },
              "Action": "sts:AssumeRole",
              "Condition": { "StringEquals": { "aws:SourceAccount": "%s" } }
            }
          ]
        }
        """
        .formatted(account);
  }

  // end::trust[]

  /** Returns the policy of whoever runs this setup: other people than the application. */
  public String administer(String prefix) {
    List<String> kinds =
        List.of(
            "serverlesscache",
            "replicationgroup",
            "cluster",
            "user",
            "usergroup",
            "subnetgroup",
            "parametergroup");
    String resources =
        kinds.stream()
            .map(kind -> '"' + arn(kind, prefix + "-*") + '"')
            .collect(Collectors.joining(",\n        "));
    return """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "CreateAndDeleteWhatBearsThePrefix",
              "Effect": "Allow",
              "Action": [
                "elasticache:CreateServerlessCache", "elasticache:DescribeServerlessCaches",
                "elasticache:DeleteServerlessCache",
                "elasticache:CreateReplicationGroup", "elasticache:DescribeReplicationGroups",
                "elasticache:DeleteReplicationGroup", "elasticache:TestFailover",
                "elasticache:CreateCacheCluster", "elasticache:DescribeCacheClusters",
                "elasticache:ModifyCacheCluster", "elasticache:DeleteCacheCluster",
                "elasticache:CreateUser", "elasticache:DescribeUsers", "elasticache:DeleteUser",
                "elasticache:CreateUserGroup", "elasticache:DescribeUserGroups",
                "elasticache:DeleteUserGroup",
                "elasticache:CreateCacheSubnetGroup", "elasticache:DescribeCacheSubnetGroups",
                "elasticache:DeleteCacheSubnetGroup",
                "elasticache:CreateCacheParameterGroup",
                "elasticache:DescribeCacheParameterGroups",
                "elasticache:DescribeCacheParameters",
                "elasticache:ModifyCacheParameterGroup", "elasticache:DeleteCacheParameterGroup",
                "elasticache:AddTagsToResource", "elasticache:ListTagsForResource"
              ],
              "Resource": [
                %s
              ]
            }
          ]
        }
        """
        .formatted(resources);
  }

  private String arn(String kind, String name) {
    return "arn:aws:elasticache:%s:%s:%s:%s".formatted(region, account, kind, name);
  }
}
