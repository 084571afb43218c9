package e4;

/** The policies of a Lambda function that connects to one cache as one user. */
public final class AccessPolicies {
  private final String account;
  private final String region;

  /** For the caches and users of one account, in one region. */
  public AccessPolicies(String account, String region) {
    this.account = account;
    this.region = region;
  }

  /** Returns what the role may do: connect to this serverless cache, as this user. */
  public String connect(String cache, String user) {
    return """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "elasticache:Connect",
              "Resource": "*"
            }
          ]
        }
        """
        .formatted(arn("serverlesscache", cache), arn("user", user));
  }

  /** Returns who may take the role: Lambda, on behalf of this account. */
  public String trust() {
    return """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
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

  private String arn(String kind, String name) {
    if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("This is no name of a " + kind + ": " + name);
    }
    return "arn:aws:elasticache:%s:%s:%s:%s".formatted(region, account, kind, name);
  }
}
