package example.elasticache.clustersetup;

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
    return new AdministratorPolicy(account, region, prefix).json();
  }

  private String arn(String kind, String name) {
    return "arn:aws:elasticache:%s:%s:%s:%s".formatted(region, account, kind, name);
  }
}
