package example.elasticache.lambdacache;

/** What the function's user of the cache may do; the template has the same. */
public final class AccessString {
  /** The keys of the function, and the commands that it sends. */
  public static final String RULES =
      "~api_answer:* +get +set +del +eval +evalsha +@connection -@dangerous +cluster|slots";

  private AccessString() {}
}
