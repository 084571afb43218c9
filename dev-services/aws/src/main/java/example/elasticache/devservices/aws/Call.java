package example.elasticache.devservices.aws;

/** Who calls, and in which region: both as the signature says. */
record Call(Principal caller, String region) {

  /** Returns the name of a resource of this account in this region. */
  String arn(String kind, String name) {
    return "arn:aws:elasticache:%s:%s:%s:%s".formatted(region, Principal.ACCOUNT, kind, name);
  }
}
