package example.elasticache.devservices.aws;

/** Something with a name and a life. */
interface Resource {
  Lifecycle life();

  String arn();
}
