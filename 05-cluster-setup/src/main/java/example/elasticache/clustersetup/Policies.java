package example.elasticache.clustersetup;

/**
 * The policies of the chapter: each allows what is needed, on what it is needed for.
 *
 * <p>A name that is none is refused: a {@code *} in it would open every cache.
 */
public record Policies(String account, String region) {
  /** Takes a number and a region, and nothing that means more in a policy. */
  public Policies {
    require(account, "\\d{12}", "the number of an account");
    require(region, "[a-z]{2}(-[a-z]+)+-\\d", "a region");
  }

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
    require(prefix, "[a-z][a-z0-9-]{0,19}", "a prefix of names");
    return new AdministratorPolicy(account, region, prefix).json();
  }

  private String arn(String kind, String name) {
    require(name, "[a-z][a-z0-9-]{0,39}", "the name of a " + kind);
    return "arn:aws:elasticache:%s:%s:%s:%s".formatted(region, account, kind, name);
  }

  private static void require(String text, String form, String what) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException("This is not " + what + ": " + text);
    }
  }
}
