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
    // TODO What does the function need, and what can it do with this?
    return """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "elasticache:*",
              "Resource": "arn:aws:elasticache:%s:%s:*"
            }
          ]
        }
        """
        .formatted(region, account);
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
              "Action": "sts:AssumeRole"
            }
          ]
        }
        """;
  }
}
