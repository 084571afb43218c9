package example.elasticache.devservices.aws;

import java.time.Instant;

/** An access key and whom it belongs to; its text shows no secret. */
record Principal(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Instant expires,
    String userId,
    String arn) {

  /** The account of every caller and resource here: AWS's own number for examples. */
  static final String ACCOUNT = "123456789012";

  static Principal administrator(String accessKeyId, String secretAccessKey) {
    return new Principal(
        accessKeyId,
        secretAccessKey,
        "",
        Instant.MAX,
        "AIDALOCAL",
        "arn:aws:iam::" + ACCOUNT + ":user/local");
  }

  @Override
  public String toString() {
    return "Principal[arn=" + arn + "]";
  }
}
